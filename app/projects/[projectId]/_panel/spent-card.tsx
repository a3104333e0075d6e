import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { useFormat } from "../../../_components/use-format";

const slots = [
  { slot: "query", color: "var(--slot-query)" },
  { slot: "holdout", color: "var(--slot-holdout)" },
  { slot: "explore", color: "var(--slot-explore)" },
] as const;

/** Where the labels went: a bar and its numbers. */
export function SpentCard({
  spent,
  budget,
}: {
  readonly spent: Panel["spent"];
  readonly budget: number | null;
}) {
  const t = useTranslations("panel.spent");
  const format = useFormat();
  const total =
    budget === null ? format.count(spent.labelsSpent) : t("ofBudget", { spent: spent.labelsSpent, budget });
  return (
    <Card title={t("title")} aside={total}>
      <div
        aria-hidden="true"
        className="mb-2.5 forced-color-adjust-none flex h-2.5 gap-0.5 overflow-hidden rounded-md bg-line"
      >
        {slots.map(
          ({ slot, color }) =>
            spent[slot] > 0 && (
              <div key={slot} style={{ flexGrow: spent[slot], flexBasis: 0, background: color }} />
            ),
        )}
      </div>
      <dl>
        {slots.map(({ slot, color }) => (
          <StatRow
            key={slot}
            name={
              <span className="flex items-center gap-2">
                <span
                  aria-hidden="true"
                  className="size-2.5 shrink-0 forced-color-adjust-none rounded-[3px]"
                  style={{ background: color }}
                />
                <span>
                  <span className="text-ink">{t(slot)}</span>{" "}
                  <span className="text-[0.8125rem]">{t(`${slot}Hint`)}</span>
                </span>
              </span>
            }
          >
            {format.count(spent[slot])}
          </StatRow>
        ))}
        {spent.imported > 0 && <StatRow name={t("imported")}>{format.count(spent.imported)}</StatRow>}
        {spent.skipped > 0 && <StatRow name={t("skipped")}>{format.count(spent.skipped)}</StatRow>}
      </dl>
    </Card>
  );
}
