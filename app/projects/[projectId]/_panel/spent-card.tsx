import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { formatCount } from "../../../_components/format";
import { StatRow } from "../../../_components/stat-row";

const slots = [
  { slot: "query", name: "query", hint: "picked by the model", color: "var(--slot-query)" },
  { slot: "holdout", name: "holdout", hint: "random, not trained on", color: "var(--slot-holdout)" },
  { slot: "explore", name: "random arm", hint: "random, trained on", color: "var(--slot-explore)" },
] as const;

/** Where the labels went: a bar and its numbers. */
export function SpentCard({
  spent,
  budget,
}: {
  readonly spent: Panel["spent"];
  readonly budget: number | null;
}) {
  const total = formatCount(spent.labelsSpent);
  return (
    <Card title="Labels spent" aside={budget === null ? total : `${total} of ${formatCount(budget)}`}>
      <div aria-hidden="true" className="mb-2.5 flex h-2.5 gap-0.5 overflow-hidden rounded-md bg-line">
        {slots.map(
          ({ slot, color }) =>
            spent[slot] > 0 && (
              <div key={slot} style={{ flexGrow: spent[slot], flexBasis: 0, background: color }} />
            ),
        )}
      </div>
      <dl>
        {slots.map(({ slot, name, hint, color }) => (
          <StatRow
            key={slot}
            name={
              <span className="flex items-center gap-2">
                <span
                  aria-hidden="true"
                  className="size-2.5 shrink-0 rounded-[3px]"
                  style={{ background: color }}
                />
                <span>
                  <span className="text-ink">{name}</span> <span className="text-[0.8125rem]">{hint}</span>
                </span>
              </span>
            }
          >
            {formatCount(spent[slot])}
          </StatRow>
        ))}
        {spent.imported > 0 && (
          <StatRow name="came with the file, not spent">{formatCount(spent.imported)}</StatRow>
        )}
        {spent.skipped > 0 && <StatRow name="samples skipped">{formatCount(spent.skipped)}</StatRow>}
      </dl>
    </Card>
  );
}
