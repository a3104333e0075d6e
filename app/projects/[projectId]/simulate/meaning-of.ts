import type { useTranslations } from "use-intl";
import type {
  SimulatedStrategy,
  Simulation,
  SimulationComparison,
  SimulationReport,
} from "@/lib/contracts/simulations";
import type { Format } from "../../../_components/format";
import { type EngineWords, strategyName } from "../_engine/engine-words";

interface Words {
  readonly t: ReturnType<typeof useTranslations<"simulate.result">>;
  readonly engine: EngineWords;
  readonly format: Format;
}

/** In one sentence what the simulation says of the strategy that did best, and nothing that it does not. */
export function meaningOf(
  { request }: Simulation,
  { strategies }: SimulationReport,
  { t, engine, format }: Words,
): string {
  const compared = strategies.filter(hasComparison).sort(byWhatIsKnown);
  const best = compared[0];
  if (!best) return t("meaning.nothing");
  const { points, interval, saved } = best.versusRandom;
  const verdict = verdictOf(best.versusRandom);
  const parts = {
    strategy: strategyName(best.strategy, engine),
    points: format.decimals(Math.abs(points), 1),
    range: interval === null ? "" : rangeOf(interval, format),
    budget: request.budget,
    seeds: request.seeds,
    count: compared.length,
  };
  // Nothing is claimed to be saved that the interval leaves open.
  if (verdict === "better" && saved?.labels != null && saved.low !== null && saved.low > 0) {
    return t("meaning.saved", { ...parts, labels: Math.round(saved.labels) });
  }
  if (verdict === "better") return t("meaning.better", parts);
  return t(verdict === "worse" ? "meaning.worse" : "meaning.indistinguishable", parts);
}

/** Reports of earlier versions have no interval, and told apart what it may not have. */
export function verdictOf({ verdict, interval }: SimulationComparison): SimulationComparison["verdict"] {
  return interval === null ? "indistinguishable" : verdict;
}

/** The interval of as many points as are named, whose sign is in the words. */
function rangeOf({ low, high }: { low: number; high: number }, format: Format): string {
  const [least, most] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b) as [number, number];
  return `${format.decimals(least, 1)}–${format.decimals(most, 1)}`;
}

/** What can be told from random labeling and is better first; then by the points. */
function byWhatIsKnown({ versusRandom: a }: Compared, { versusRandom: b }: Compared): number {
  const order = ["better", "indistinguishable", "worse"] as const;
  return order.indexOf(verdictOf(a)) - order.indexOf(verdictOf(b)) || b.points - a.points;
}

type Compared = SimulatedStrategy & { versusRandom: NonNullable<SimulatedStrategy["versusRandom"]> };

function hasComparison(strategy: SimulatedStrategy): strategy is Compared {
  return strategy.versusRandom !== null;
}
