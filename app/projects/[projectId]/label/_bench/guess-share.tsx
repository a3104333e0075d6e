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
      className="inline-flex shrink-0 items-center gap-1 rounded-full border border-edge px-2 py-0.5 text-xs text-muted tabular-nums"
    >
      <Sparkle size={11} aria-hidden="true" />
      <span aria-hidden="true">{percent}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
