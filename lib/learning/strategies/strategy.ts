import type { Matrix } from "../matrix";
import type { Random } from "../random";

export interface StrategyContext {
  /** The rows of the pool that may be chosen. */
  readonly candidates: Int32Array;
  /** Calibrated probabilities of the candidates, candidates × classes; null before the first model. */
  readonly probabilities: Matrix | null;
  readonly random: Random;
}

/** A rule that says how much a label on each candidate would teach. */
export interface QueryStrategy {
  readonly id: string;
  /** The paper the rule comes from. */
  readonly reference: string;
  /** Without a usable model such a strategy falls back to the cold start, and `score` throws a RangeError. */
  readonly needsModel: boolean;
  /**
   * Its scores are a uniformly random order: each remaining candidate is as likely as any other to be next.
   * Only such a strategy may put near neighbours into one batch, because keeping them out would not be uniform.
   */
  readonly uniform: boolean;
  /** The rule written beside each pick: its own id, or the rule it resolves to. */
  readonly rule: string;
  /** Share of the queue (0..1) that the strategy wants for the random arm. */
  readonly exploreShare: number;
  /** One acquisition score per candidate, finite; higher = query sooner, always. */
  score(context: StrategyContext): Float64Array;
}
