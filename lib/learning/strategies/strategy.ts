import type { Kernels } from "../kernels";
import type { ModelState } from "../learners/learner";
import type { Matrix } from "../matrix";
import type { Pool } from "../pool";
import type { PredictionSummary } from "../prediction-summary";
import type { RowLabel } from "../round";

export interface SelectionRequest {
  readonly pool: Pool;
  /** The rows of the pool that may be chosen, ascending. */
  readonly candidates: Int32Array;
  /** Labels that were trained on, in the order they were given. */
  readonly labels: readonly RowLabel[];
  readonly classCount: number;
  /** The model of this round; null before the first label. */
  readonly model: ModelState | null;
  /** Its calibrated probabilities of every row of the pool (pool × classes), for strategies that read them. */
  readonly probabilities: Matrix | null;
  /** What they come to for every row, for strategies that need no more. */
  readonly summary: PredictionSummary | null;
  /** Samples wanted; fewer come back when there are no more candidates, or they are too much alike. */
  readonly count: number;
  /** Two samples with at least this inner product never enter one batch; Infinity keeps nothing apart. */
  readonly nearThreshold: number;
  readonly seed: number;
}

export interface StrategyPick {
  readonly row: number;
  /** Acquisition score: finite; higher = sooner, so it never rises from one pick to the next. */
  readonly score: number;
  /** The rule that picked it: the strategy's id, or the rule that it resolved to. */
  readonly strategy: string;
  /**
   * Probability with which this row was picked for its place, 0 < p ≤ 1, given the picks before it and the part of the
   * candidates that the strategy looks at; 1 for a deterministic choice.
   */
  readonly propensity: number;
}

/** A rule that says which labels would teach most. */
export interface QueryStrategy {
  readonly id: string;
  /** The paper the rule comes from. */
  readonly reference: string;
  /** Without a usable model such a strategy is not asked: the cold start chooses. */
  readonly needsModel: boolean;
  /** What it reads of the model's predictions; a summary is much the cheaper for a large pool. */
  readonly reads: "probabilities" | "summary" | "nothing";
  /** Each remaining candidate is as likely as any other to be next, so near neighbours are not kept apart. */
  readonly uniform: boolean;
  /** Share of the queue (0..1) that the strategy wants for the random arm. */
  readonly exploreShare: number;
  /** Distinct candidates, best first. Does not depend on anything but the request. */
  select(request: SelectionRequest, kernels: Kernels): Promise<StrategyPick[]>;
}
