import { useTranslations } from "use-intl";
import type { Slot } from "@/lib/contracts/labeling";
import type { Ledger } from "@/lib/contracts/ledger";
import { useFormat } from "../../../_components/use-format";
import { LedgerCard } from "./ledger-card";

/** What the labels were asked for: to teach most, to compare, to measure; those of files cost nothing. */
export function SlotsCostCard({ ledger }: { readonly ledger: Ledger }) {
  const t = useTranslations("costs.slots");
  const format = useFormat();
  const total = ledger.slots.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0);
  const shareOf = (wanted: Slot) => {
    const seconds = ledger.slots.find(({ slot }) => slot === wanted)?.activeSeconds ?? 0;
    return format.wholePercent(seconds / total);
  };
  const rows = ledger.slots.map(({ slot, ...work }) => {
    return { key: slot, ...work, name: t(slot), shown: <SlotName slot={slot} /> };
  });
  return (
    <LedgerCard
      title={t("title")}
      caption={t("caption")}
      nameHead={t("name")}
      fileName="costs-by-slot.csv"
      ledger={ledger}
      rows={rows}
      note={total > 0 && t("meaning", { measuring: shareOf("holdout"), comparing: shareOf("explore") })}
    />
  );
}

function SlotName({ slot }: { readonly slot: Slot }) {
  const t = useTranslations("costs.slots");
  return (
    <span className="flex items-baseline gap-2">
      <span
        aria-hidden="true"
        className="size-2.5 shrink-0 forced-color-adjust-none rounded-[3px]"
        style={{ background: `var(--slot-${slot})` }}
      />
      <span>
        {t(slot)} <span className="block text-[0.8125rem] text-muted">{t(`${slot}Hint`)}</span>
      </span>
    </span>
  );
}
