import { createRandom, type Random } from "@/lib/learning/random";

/** How often an interval holds the truth, and how often there is one, over `runs` runs, each with its own seed. */
export function coverageOf(
  runs: number,
  truth: number,
  run: (random: Random) => { low: number | null; high: number | null } | null,
): { covered: number; shown: number } {
  let [covered, shown] = [0, 0];
  for (let seed = 0; seed < runs; seed++) {
    const interval = run(createRandom(seed, "coverage"));
    if (interval === null) continue;
    shown++;
    if ((interval.low ?? -Infinity) <= truth && truth <= (interval.high ?? Infinity)) covered++;
  }
  return { covered: covered / shown, shown: shown / runs };
}

/** A draw of one of the shares (they sum to 1): its index. */
export function drawIndex(shares: ArrayLike<number>, random: Random): number {
  let left = random.next();
  for (let i = 0; i < shares.length - 1; i++) {
    left -= shares[i]!;
    if (left < 0) return i;
  }
  return shares.length - 1;
}
