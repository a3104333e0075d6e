import type { Matrix } from "../matrix";
import type { Random } from "../random";

export interface StrategyContext {
  /** Calibrated probabilities of the candidates, candidates × classes; null before the first model. */
  readonly probabilities: Matrix | null;
  /** How many candidates there are. */
  readonly candidateCount: number;
  readonly random: Random;
}

/** A rule that says how much a label on each candidate would teach. */
export interface QueryStrategy {
  readonly id: string;
  /** The paper the rule comes from. */
  readonly reference: string;
  /** Without a model such a strategy falls back to the cold start. */
  readonly needsModel: boolean;
  /** One acquisition score per candidate, finite; higher = query sooner, always. */
  score(context: StrategyContext): Float64Array;
}
