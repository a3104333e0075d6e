import { useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import { useFormat } from "../../../_components/use-format";

/** What was paid for what, in a sentence, and what counts as time in another. */
export function CostsHeadline({ ledger }: { readonly ledger: Ledger }) {
  const t = useTranslations("costs.headline");
  const format = useFormat();
  const { totals, currency, accuracy } = ledger;
  const time = format.effort(totals.activeSeconds);
  const money = (value: number) => format.money(value, currency);
  const figure = (words: React.ReactNode) => <span className="text-accent">{words}</span>;
  return (
    <div className="mb-6">
      <h1 className="max-w-[34em] text-[1.375rem] leading-snug font-semibold tracking-tight sm:text-[1.625rem]">
        {totals.labels === 0
          ? t("none")
          : totals.cost === null || totals.costPerLabel === null
            ? t.rich("time", { labels: totals.labels, time, figure })
            : t.rich("cost", {
                labels: totals.labels,
                time,
                cost: money(totals.cost),
                perLabel: money(totals.costPerLabel),
                figure,
              })}{" "}
        {accuracy.kind === "gained" &&
          (accuracy.costPerPoint === null
            ? t("pointTime", { time: format.duration(accuracy.secondsPerPoint.value) })
            : t("point", { cost: money(accuracy.costPerPoint.value) }))}
      </h1>
      <p className="mt-1.5 max-w-[75ch] text-[0.9375rem] text-muted">
        {t("counted")} {totals.goneSeconds >= 1 && t("gone", { time: format.effort(totals.goneSeconds) })}
      </p>
    </div>
  );
}
