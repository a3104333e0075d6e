import type { Ledger } from "@/lib/contracts/ledger";

/** The median of fewer labels says more of them than of their class. */
const fewestLabels = 10;

interface Paced {
  readonly name: string;
  readonly medianSeconds: number;
}

/** The classes whose labels take longest and shortest at the median; null where no two differ by a tenth of a second. */
export function longestAndShortest(
  classes: Ledger["classes"],
): { readonly longest: Paced; readonly shortest: Paced } | null {
  const paced = classes
    .flatMap(({ kind, name, labels, medianSeconds }) =>
      kind === "class" && labels >= fewestLabels && medianSeconds !== null ? [{ name, medianSeconds }] : [],
    )
    .sort((a, b) => b.medianSeconds - a.medianSeconds);
  const [longest, shortest] = [paced[0], paced.at(-1)];
  if (!longest || !shortest || longest.medianSeconds - shortest.medianSeconds < 0.1) return null;
  return { longest, shortest };
}
