import { useTranslations } from "use-intl";
import type { SimulationReport } from "@/lib/contracts/simulations";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";
import { strategyName } from "../_engine/engine-words";

/** The chart's numbers: for each number of labels the middle repeat of each strategy, and the lowest and highest. */
export function CurvesTable({ report }: { readonly report: SimulationReport }) {
  const t = useTranslations("simulate.chart");
  const engine = useTranslations("engine");
  const format = useFormat();
  const { strategies } = report;
  const labels = [...new Set(strategies.flatMap(({ curve }) => curve.map((point) => point.labels)))];
  const curves = strategies.map(({ strategy, curve }) => ({
    strategy,
    at: new Map(curve.map((point) => [point.labels, point])),
  }));
  return (
    <div className="-mx-1 mb-4 max-h-96 overflow-y-auto px-1 print:max-h-none">
      <Table
        caption={t("table")}
        head={
          <>
            <HeadCell side="end">{t("axis")}</HeadCell>
            {curves.map(({ strategy }) => (
              <HeadCell key={strategy} side="end" className="min-w-28 whitespace-normal!">
                {strategyName(strategy, engine)}
              </HeadCell>
            ))}
          </>
        }
      >
        {labels
          .sort((a, b) => a - b)
          .map((count) => (
            <tr key={count} className="whitespace-nowrap">
              <Cell side="end">{format.count(count)}</Cell>
              {curves.map(({ strategy, at }) => {
                const point = at.get(count);
                return (
                  <Cell key={strategy} side="end">
                    {point ? format.points(point.median) : "–"}
                    {point && point.low !== point.high && (
                      <span className="block text-[0.8125rem] text-muted">
                        {format.points(point.low)}–{format.points(point.high)}
                      </span>
                    )}
                  </Cell>
                );
              })}
            </tr>
          ))}
      </Table>
    </div>
  );
}
