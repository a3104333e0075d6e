import type { CurveMetric, Estimate, Progress } from "@/lib/contracts/progress";
import { columnDigits } from "../../../_components/money-digits";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { curveRowsOf } from "./curve-rows";
import { bareScoreOf } from "./figures";
import { markWords } from "./mark-words";
import { useWords } from "./use-words";

interface CurveTableProps {
  readonly progress: Progress;
  readonly metric: CurveMetric;
}

/** The chart's numbers, the most labels first. */
export function CurveTable({ progress, metric }: CurveTableProps) {
  const words = useWords();
  const { t, format } = words;
  const rows = curveRowsOf(progress, metric).toReversed();
  const hasTime = rows.some(({ seconds }) => seconds !== null);
  const cents = columnDigits(rows.map(({ money }) => money));
  const hasMoney = rows.some(({ money }) => money !== null);
  const hasChanges = rows.some(({ changes }) => changes.length > 0);
  const series = (["score", "random", "forecast"] as const).filter(
    (name) => name === "score" || rows.some((row) => row[name] !== null),
  );
  return (
    <div className="-mx-1 max-h-96 overflow-y-auto px-1 print:max-h-none">
      <Table
        caption={t("table.caption", { metric })}
        head={
          <>
            <HeadCell side="end">{t("table.labelsSpent")}</HeadCell>
            {hasTime && <HeadCell side="end">{t("table.time")}</HeadCell>}
            {hasMoney && <HeadCell side="end">{t("table.money")}</HeadCell>}
            <HeadCell side="end">{t("table.model")}</HeadCell>
            <HeadCell side="end">{t("table.holdout")}</HeadCell>
            {series.map((name) => (
              <HeadCell key={name} side="end">
                {t(`table.${name}`, { metric })}
              </HeadCell>
            ))}
            {hasChanges && <HeadCell>{t("table.changes")}</HeadCell>}
          </>
        }
      >
        {rows.map(({ labelsSpent, seconds, money, point, changes, ...row }) => (
          <tr key={labelsSpent} className="whitespace-nowrap">
            <Cell side="end">{format.count(labelsSpent)}</Cell>
            {hasTime && <Cell side="end">{seconds === null ? "–" : format.effort(seconds)}</Cell>}
            {hasMoney && (
              <Cell side="end">{money === null ? "–" : format.amount(money, progress.currency, cents)}</Cell>
            )}
            <Cell side="end">{point?.modelNumber ?? "–"}</Cell>
            <Cell side="end">{point ? format.count(point.holdoutCount) : "–"}</Cell>
            {series.map((name) => (
              <Cell key={name} side="end">
                <Score metric={metric} score={row[name]} />
              </Cell>
            ))}
            {hasChanges && <Cell>{changes.map((change) => markWords(change, words)).join(", ")}</Cell>}
          </tr>
        ))}
      </Table>
    </div>
  );
}

function Score({ metric, score }: { readonly metric: CurveMetric; readonly score: Estimate | null }) {
  const words = useWords();
  if (!score) return "–";
  const one = (value: number) => bareScoreOf(metric, value, words);
  return (
    <>
      <span className="font-semibold">{one(score.value)}</span>
      {score.low !== null && score.high !== null && (
        <span className="text-muted">
          {" "}
          {one(score.low)}–{one(score.high)}
        </span>
      )}
    </>
  );
}
