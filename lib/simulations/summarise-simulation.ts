import type { SimulationComparison, SimulationReport } from "../contracts/simulations";
import { areaUnderCurve } from "../learning/evaluation/area-under-curve";
import { tQuantile } from "../learning/evaluation/t-quantile";
import { BASELINE, type RunFigures, type Spread } from "./report/figures";

/** What the page of a simulation shows, from the figures of its runs. */
export function summariseSimulation(
  figures: readonly RunFigures[],
  task: SimulationReport["task"],
): SimulationReport {
  const { run, dataName } = figures[0]!;
  const baseline = figures.find((one) => one.run.strategy === BASELINE) ?? null;
  return {
    dataName,
    task,
    encoder: run.encoder,
    classCount: run.classCount,
    poolSize: run.poolSize,
    testSize: run.testSize,
    seconds: figures.flatMap((one) => one.run.points).reduce((sum, { seconds }) => sum + seconds, 0),
    strategies: figures.map((one) => ({
      strategy: one.run.strategy,
      curve: one.curve.map(({ labels, ...spread }) => ({ labels, ...bounds(spread) })),
      area: one.area && bounds(one.area),
      labelsToTarget: one.toTarget.median,
      versusRandom: baseline && compare(one, baseline, figures.length - 1),
    })),
  };
}

function bounds({ median, min, max }: Spread) {
  return { median, low: min, high: max };
}

/**
 * Told apart only where the interval of the differences leaves nought out. Each seed cuts the same samples anew, alike for
 * both strategies. Of several strategies the best is told of, so that all intervals hold at once in 95 % (Bonferroni).
 */
function compare(one: RunFigures, baseline: RunFigures, compared: number): SimulationComparison | null {
  if (one === baseline || !one.area || !baseline.area) return null;
  const saved = one.saved?.atRandomsBudget ?? null;
  const differences = one.seedCurves.flatMap((curve, seed) => {
    const [own, others] = [areaUnderCurve(curve), areaUnderCurve(baseline.seedCurves[seed]!)];
    return own === null || others === null ? [] : [100 * (own - others)];
  });
  const { poolSize, testSize } = one.run;
  const interval = intervalOf(differences, { testShare: testSize / poolSize, compared });
  return {
    verdict: interval === null ? "indistinguishable" : verdictOf(interval),
    points: mean(differences),
    interval,
    saved: saved && {
      labels: saved.labels,
      atLeast: saved.atLeast,
      atMost: saved.atMost,
      // Of a single seed it would be the figure itself.
      low: interval && saved.low,
      high: interval && saved.high,
    },
  };
}

function verdictOf({ low, high }: { low: number; high: number }): SimulationComparison["verdict"] {
  if (low > 0) return "better";
  return high < 0 ? "worse" : "indistinguishable";
}

/**
 * Student's interval with the variance of resampled splits (Nadeau & Bengio 2003): models of one seed and another learn from
 * samples that they mostly share, so that more seeds tell less than as many new data sets would. `testShare` is the size of
 * the test part beside that of the pool.
 */
function intervalOf(
  differences: readonly number[],
  { testShare, compared }: { readonly testShare: number; readonly compared: number },
): { low: number; high: number } | null {
  const n = differences.length;
  if (n < 2) return null;
  const middle = mean(differences);
  const variance = differences.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1);
  const reach = tQuantile(n - 1, 1 - 0.025 / compared) * Math.sqrt(variance * (1 / n + testShare));
  return { low: middle - reach, high: middle + reach };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
