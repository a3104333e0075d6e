import { Check, X } from "lucide-react";
import { useTranslations } from "use-intl";
import type { LabelClass } from "./keymap";

interface ChosenStripProps {
  readonly chosen: readonly LabelClass[];
  /** Takes one back; null where the next key replaces it. */
  readonly onRemove: ((labelClass: LabelClass) => void) | null;
}

/** What is chosen in a long list, seen without scrolling. */
export function ChosenStrip({ chosen, onRemove }: ChosenStripProps) {
  const t = useTranslations("bench.labels");
  return (
    <ul
      aria-label={t("chosen")}
      className="mx-1 mb-1 flex h-12 shrink-0 items-center gap-1.5 overflow-x-auto rounded-lg bg-sunken px-2"
    >
      {chosen.length === 0 && <li className="text-[0.8125rem] text-muted">{t("noneChosen")}</li>}
      {chosen.map((labelClass) => (
        <li
          key={labelClass.id}
          className="flex min-h-9 shrink-0 items-center gap-1.5 rounded-md border border-accent bg-accent-soft ps-2 pe-1 text-[0.8125rem] font-medium"
        >
          <Check size={14} strokeWidth={3} aria-hidden="true" className="text-accent" />
          <span dir="auto" className="max-w-40 truncate pe-1">
            {labelClass.name}
          </span>
          {onRemove && (
            <button
              type="button"
              aria-label={t("remove", { name: labelClass.name })}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onRemove(labelClass)}
              className="grid size-8 place-items-center rounded hover:bg-surface pointer-coarse:size-11"
            >
              <X size={14} aria-hidden="true" />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
