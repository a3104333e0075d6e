import type { SimulationComparison, SimulationReport } from "../contracts/simulations";
import { areaUnderCurve } from "../learning/evaluation/area-under-curve";
import { BASELINE, type RunFigures, type Spread } from "./report/figures";

/** What the page of a simulation shows, from the figures of its runs. */
export function summariseSimulation(figures: readonly RunFigures[]): SimulationReport {
  const { run, dataName } = figures[0]!;
  const baseline = figures.find((one) => one.run.strategy === BASELINE) ?? null;
  return {
    dataName,
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
      versusRandom: baseline && compare(one, baseline),
    })),
  };
}

function bounds({ median, min, max }: Spread) {
  return { median, low: min, high: max };
}

/** Told apart only where every seed of one lies beyond every seed of the other. */
function compare(one: RunFigures, baseline: RunFigures): SimulationComparison | null {
  if (one === baseline || !one.area || !baseline.area) return null;
  const saved = one.saved?.atRandomsBudget ?? null;
  return {
    verdict: verdictOf(one, baseline),
    points: 100 * (one.area.median - baseline.area.median),
    saved: saved && {
      labels: saved.labels,
      atLeast: saved.atLeast,
      atMost: saved.atMost,
      low: saved.low,
      high: saved.high,
    },
  };
}

function verdictOf(one: RunFigures, baseline: RunFigures): SimulationComparison["verdict"] {
  const areas = ({ seedCurves }: RunFigures) =>
    seedCurves.map(areaUnderCurve).filter((area) => area !== null);
  const hasSeveral = Math.min(areas(one).length, areas(baseline).length) > 1;
  if (hasSeveral && one.area!.min > baseline.area!.max) return "better";
  if (hasSeveral && one.area!.max < baseline.area!.min) return "worse";
  return "indistinguishable";
}
