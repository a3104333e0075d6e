import type { useTranslations } from "use-intl";
import type { Ledger } from "@/lib/contracts/ledger";
import type { Format } from "../../../_components/format";

type Words = ReturnType<typeof useTranslations<"costs.people">>;

/** Of the ledger's people, as they are called on the page. */
export type Person = Pick<
  Ledger["people"][number],
  "name" | "isOracle" | "labels" | "activeSeconds" | "medianSeconds"
>;

/** The median of fewer labels says more of them than of whoever gave them. */
const fewestLabels = 10;

/** The two are the extremes of all people, so that they differ more than any two. */
const standardErrors = 3;

/**
 * Who took how much of the time, and whether the slowest person is slower than the fastest; null where nobody worked.
 * Answers that were played took no one's time.
 */
export function peopleMeaning(everyone: readonly Person[], t: Words, format: Format): string | null {
  const people = everyone
    .filter(({ isOracle, activeSeconds }) => !isOracle && activeSeconds > 0)
    .sort((a, b) => b.activeSeconds - a.activeSeconds);
  const [first] = people;
  if (!first) return null;
  if (people.length === 1) return t("only", { name: first.name });
  const seconds = people.reduce((sum, { activeSeconds }) => sum + activeSeconds, 0);
  const labels = people.reduce((sum, person) => sum + person.labels, 0);
  const share = t("share", {
    name: first.name,
    time: format.wholePercent(first.activeSeconds / seconds),
    labels: format.wholePercent(labels === 0 ? 0 : first.labels / labels),
    people: people.length,
  });
  return `${share} ${paceWords(people, t, format)}`;
}

function paceWords(people: readonly Person[], t: Words, format: Format): string {
  const paced = people
    .flatMap(({ name, labels, medianSeconds }) =>
      labels >= fewestLabels && medianSeconds !== null ? [{ name, labels, medianSeconds }] : [],
    )
    .sort((a, b) => b.medianSeconds - a.medianSeconds);
  const [slow, fast] = [paced[0], paced.at(-1)];
  if (!slow || !fast || slow === fast) return t("paceUnknown", { labels: fewestLabels });
  const facts = {
    slow: slow.name,
    slowTime: format.duration(slow.medianSeconds),
    fast: fast.name,
    fastTime: format.duration(fast.medianSeconds),
  };
  return t(isTelling(slow, fast) ? "paceDiffers" : "paceChance", facts);
}

interface Paced {
  readonly labels: number;
  readonly medianSeconds: number;
}

/**
 * Times of one person's labels are about log-normal, mostly within a factor of 2.2 (0.8 in logarithms) of the median,
 * whose logarithm then has a standard error of √(π/2)·0.8/√n ≈ 1/√n.
 */
function isTelling(slow: Paced, fast: Paced): boolean {
  const difference = Math.log(slow.medianSeconds / Math.max(fast.medianSeconds, 0.05));
  return difference > standardErrors * Math.sqrt(1 / slow.labels + 1 / fast.labels);
}
