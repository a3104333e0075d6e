import { Sparkle } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";

/** How sure the model is of a label, quietly beside it. */
export function GuessShare({ share }: { readonly share: number }) {
  const t = useTranslations("bench.suggestion");
  const format = useFormatter();
  const percent = format.number(share, { style: "percent" });
  const words = t("of", { percent });
  return (
    <span
      title={words}
      // Where two labels stand beside each other their names need the room.
      className="inline-flex shrink-0 items-center gap-1 text-xs text-muted tabular-nums md:rounded-full md:border md:border-edge md:px-2 md:py-0.5"
    >
      <Sparkle size={11} aria-hidden="true" className="max-md:hidden" />
      <span aria-hidden="true">{percent}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
