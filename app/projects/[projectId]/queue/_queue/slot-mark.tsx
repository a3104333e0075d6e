import { useTranslations } from "use-intl";
import type { Slot } from "@/lib/contracts/labeling";

/** A slot's colour and name. */
export function SlotMark({ slot }: { readonly slot: Slot }) {
  const t = useTranslations("queue.slots");
  return (
    <span className="inline-flex items-baseline gap-2">
      <span
        aria-hidden="true"
        className="size-2.5 shrink-0 forced-color-adjust-none rounded-[3px] [print-color-adjust:exact]"
        style={{ background: `var(--slot-${slot})` }}
      />
      {t(slot)}
    </span>
  );
}
