import { median } from "@/lib/learning/evaluation/quantile";

/** The median of `runs` runs in milliseconds, after one that is not counted: a worker is warm as well. */
export async function warmTime(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return median(times.slice(1));
}
