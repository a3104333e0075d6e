import { useTranslations } from "use-intl";
import type {
  SimulatedStrategy,
  SimulationComparison,
  SimulationReport,
  SimulationRequest,
} from "@/lib/contracts/simulations";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";
import { strategyName } from "../_engine/engine-words";
import { verdictOf } from "./meaning-of";
import { seriesStyle } from "./series-style";

interface ComparisonTableProps {
  readonly report: SimulationReport;
  readonly request: SimulationRequest;
  /** Told which row the pointer is on, to bring out its curve. */
  readonly onFocus: (strategy: string | null) => void;
}

/** Each strategy against random labeling. */
export function ComparisonTable({ report, request, onFocus }: ComparisonTableProps) {
  const t = useTranslations("simulate.table");
  const engine = useTranslations("engine");
  const format = useFormat();
  return (
    <Table
      caption={t("caption")}
      head={
        <>
          <HeadCell>{t("strategy")}</HeadCell>
          <HeadCell side="end">{t("area")}</HeadCell>
          <HeadCell side="end">{t("end", { labels: request.budget })}</HeadCell>
          <HeadCell side="end">{t("target", { target: format.wholePercent(request.target) })}</HeadCell>
          <HeadCell>{t("against")}</HeadCell>
        </>
      }
    >
      {report.strategies.map((one) => (
        <tr
          key={one.strategy}
          onPointerEnter={() => onFocus(one.strategy)}
          onPointerLeave={() => onFocus(null)}
        >
          <Cell className="min-w-36 align-top font-medium">
            <span className="flex gap-2">
              <LineSample {...seriesStyle(report, one.strategy)} />
              {strategyName(one.strategy, engine)}
            </span>
          </Cell>
          <Cell side="end" className="align-top whitespace-nowrap">
            <Spread spread={one.area} />
          </Cell>
          <Cell side="end" className="align-top whitespace-nowrap">
            <Spread spread={one.curve.at(-1) ?? null} />
          </Cell>
          <Cell side="end" className="align-top">
            {one.labelsToTarget === null
              ? t("notReached", { budget: request.budget })
              : `${one.labelsToTarget === one.curve[0]?.labels ? "≤" : ""}${format.count(one.labelsToTarget)}`}
          </Cell>
          <Cell className="min-w-52 align-top">
            {one.versusRandom ? <Verdict comparison={one.versusRandom} /> : <Baseline strategy={one} />}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

function LineSample({ color, dash }: { readonly color: string; readonly dash: string }) {
  return (
    <svg width="26" height="8" aria-hidden="true" className="mt-1.5 shrink-0 forced-color-adjust-none">
      <line x1="1" y1="4" x2="25" y2="4" stroke={color} strokeWidth="2.5" strokeDasharray={dash} />
    </svg>
  );
}

function Spread({ spread }: { readonly spread: SimulatedStrategy["area"] }) {
  const format = useFormat();
  if (!spread) return <span className="text-muted">–</span>;
  return (
    <>
      {format.percent(spread.median)}
      {spread.low !== spread.high && (
        <span className="block text-[0.8125rem] text-muted">
          {format.points(spread.low)}–{format.points(spread.high)}
        </span>
      )}
    </>
  );
}

function Baseline({ strategy }: { readonly strategy: SimulatedStrategy }) {
  const t = useTranslations("simulate.table");
  return <span className="text-muted">{strategy.area ? t("baseline") : t("noModel")}</span>;
}

function Verdict({ comparison }: { readonly comparison: SimulationComparison }) {
  const t = useTranslations("simulate.table");
  const format = useFormat();
  const { points, interval, saved } = comparison;
  const verdict = verdictOf(comparison);
  const size = format.decimals(Math.abs(points), 1);
  const pointsOf = (value: number) => `${value < 0 ? "−" : "+"}${format.decimals(Math.abs(value), 1)}`;
  return (
    <>
      <span className={verdict === "better" ? "font-semibold text-accent" : undefined}>
        {t(verdict, { points: verdict === "indistinguishable" ? pointsOf(points) : size })}
      </span>
      {interval && (
        <span className="block text-[0.8125rem] text-muted">
          {t("interval", { low: pointsOf(interval.low), high: pointsOf(interval.high) })}
        </span>
      )}
      {verdict !== "indistinguishable" && saved?.labels != null && (
        <span className="block text-[0.8125rem] text-muted">
          {t(saved.labels >= 0 ? "saved" : "cost", { labels: Math.abs(Math.round(saved.labels)) })}{" "}
          {saved.low !== null &&
            saved.high !== null &&
            t(saved.low <= 0 && saved.high >= 0 ? "betweenOpen" : "between", {
              low: signed(saved.low),
              high: signed(saved.high),
            })}
        </span>
      )}
    </>
  );
}

function signed(labels: number): string {
  return labels < 0 ? `−${Math.abs(Math.round(labels))}` : String(Math.round(labels));
}
