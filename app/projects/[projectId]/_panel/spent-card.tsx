import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { CsvLink } from "../../../_components/csv-link";
import { StatRow } from "../../../_components/stat-row";
import { useFormat } from "../../../_components/use-format";

const slots = [
  { slot: "query", color: "var(--slot-query)" },
  { slot: "holdout", color: "var(--slot-holdout)" },
  { slot: "explore", color: "var(--slot-explore)" },
] as const;

interface SpentCardProps {
  readonly spent: Panel["spent"];
  readonly budget: number | null;
  /** Whether the strategy draws at random, as the others of the slots do. */
  readonly isRandom: boolean;
  /** Whether some of the holdout was drawn by active testing, or is going to be. */
  readonly hasActive: boolean;
}

/** Where the labels went: a bar and its numbers. */
export function SpentCard({ spent, budget, isRandom, hasActive }: SpentCardProps) {
  const t = useTranslations("panel.spent");
  const format = useFormat();
  const shareOf = (slot: (typeof slots)[number]["slot"]) =>
    format.wholePercent(spent[slot] / spent.labelsSpent);
  const total =
    budget === null ? format.count(spent.labelsSpent) : t("ofBudget", { spent: spent.labelsSpent, budget });
  const rows = [
    ["slot", "labels"],
    ...([...slots.map(({ slot }) => slot), "imported", "skipped"] as const).map((slot) => [
      slot,
      spent[slot],
    ]),
  ];
  return (
    <Card
      title={t("title")}
      aside={
        <span className="-me-2 flex items-center gap-1">
          {total}
          <CsvLink of={t("title")} fileName="labels-spent.csv" rows={rows} />
        </span>
      }
    >
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
                  <span className="text-[0.8125rem]">
                    {t(slot === "holdout" && hasActive ? "holdoutHintActive" : `${slot}Hint`, {
                      isRandom: String(isRandom),
                    })}
                  </span>
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
      {spent.labelsSpent > 0 && (
        <p className="mt-3 text-[0.8125rem] text-muted">
          {t("meaning", {
            query: shareOf("query"),
            holdout: shareOf("holdout"),
            explore: shareOf("explore"),
            isRandom: String(isRandom),
          })}
        </p>
      )}
    </Card>
  );
}
