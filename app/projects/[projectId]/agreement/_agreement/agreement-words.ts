import type { useTranslations } from "use-intl";
import { type Agreement, fewestForAgreement } from "@/lib/contracts/agreement";
import type { Format } from "../../../../_components/format";
import { levelOf } from "./agreement-level";

/** How far the labels can be relied on, and what that rests on; where nothing can be told, why. */
export function headlineWords(
  { samples, alike, alpha }: Agreement["overall"],
  t: ReturnType<typeof useTranslations<"agreement.headline">>,
  format: Format,
): { readonly sentence: string; readonly basis: string } {
  if (samples === 0) return { sentence: t("none"), basis: t("begin") };
  if (alpha !== null) {
    return {
      sentence: t(`level.${levelOf(alpha)}`, { share: format.percent(alike), samples }),
      basis: t("alpha", {
        alpha: format.decimals(alpha.value, 2),
        low: format.decimals(alpha.low, 2),
        high: format.decimals(alpha.high, 2),
      }),
    };
  }
  if (samples >= fewestForAgreement)
    return { sentence: t("oneAnswer", { samples }), basis: t("oneAnswerText") };
  return { sentence: t("early", { samples }), basis: t("missing", { samples, fewest: fewestForAgreement }) };
}

/** On which class people agree least, where that can be told. */
export function classesWords(
  { classes, labelClasses, overall }: Agreement,
  t: ReturnType<typeof useTranslations<"agreement.classes">>,
  format: Format,
): string {
  const known = classes.flatMap(({ labelClassId, alpha }) => (alpha ? [{ labelClassId, alpha }] : []));
  const least = known.toSorted((a, b) => a.alpha.value - b.alpha.value)[0];
  if (!least) return t(overall.samples < fewestForAgreement ? "unknown" : "oneAnswer");
  const name = labelClasses.find(({ id }) => id === least.labelClassId)?.name ?? "";
  const best = Math.max(...known.map(({ alpha }) => alpha.value));
  const facts = { name, alpha: format.decimals(least.alpha.value, 2) };
  // So it always is of two classes: doubts about one are doubts about the other.
  if (best - least.alpha.value < 1e-9) return t("alike", facts);
  // The best of many classes is so by chance, too: its own interval must lie above.
  return t(known.some(({ alpha }) => alpha.low > least.alpha.high) ? "least" : "even", facts);
}
