import type { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import type { Format } from "../../../../_components/format";

/** On which class people agree least, where that can be told. */
export function classesWords(
  { classes, labelClasses }: Agreement,
  t: ReturnType<typeof useTranslations<"agreement.classes">>,
  format: Format,
): string {
  const known = classes.flatMap(({ labelClassId, alpha }) => (alpha ? [{ labelClassId, alpha }] : []));
  const least = known.toSorted((a, b) => a.alpha.value - b.alpha.value)[0];
  if (!least) return t("unknown");
  const name = labelClasses.find(({ id }) => id === least.labelClassId)?.name ?? "";
  const best = Math.max(...known.map(({ alpha }) => alpha.value));
  const facts = { name, alpha: format.decimals(least.alpha.value, 2) };
  return t(least.alpha.high < best ? "least" : "even", facts);
}
