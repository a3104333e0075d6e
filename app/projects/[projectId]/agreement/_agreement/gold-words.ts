import type { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import type { Format } from "../../../../_components/format";

/** How often gold is answered right, and by whom least often, as far as that can be told; before that what is missing. */
export function goldWords(
  { gold, goldShare, people }: Agreement,
  nameOf: (number: number) => string,
  t: ReturnType<typeof useTranslations<"agreement.gold">>,
  format: Format,
): string {
  const { samples, answers, right } = gold;
  if (answers === 0) return t(goldShare === 0 ? "kept" : "unanswered", { samples });
  const measured = people
    .filter((person) => person.gold.answers > 0)
    .map((person) => ({
      ...person.gold,
      number: person.number,
      share: person.gold.right / person.gold.answers,
    }))
    .toSorted((a, b) => a.share - b.share);
  const least = measured[0];
  const share = format.wholePercent(right / answers);
  if (!least) return t("all", { share });
  const facts = {
    name: nameOf(least.number),
    share,
    own: format.wholePercent(least.share),
    low: format.wholePercent(least.low),
    high: format.wholePercent(least.high),
  };
  if (measured.length === 1) return t("one", facts);
  if (least.share === measured.at(-1)!.share) return t("all", { share });
  // The lowest of many shares is so by chance, too: the intervals of all others must lie above.
  const others = measured.slice(1);
  return t(others.every(({ low }) => low > least.high) ? "least" : "even", facts);
}
