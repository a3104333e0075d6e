import type { Evaluation } from "./evaluation/evaluate";
import type { ModelState } from "./learners/learner";
import type { Pool, Samples } from "./pool";
import type { RoundResult, RoundSetting, Slot } from "./round";

/** The samples as an encoder sees them. */
export interface EncodedSamples {
  /** The encoder's id. */
  readonly encoder: string;
  readonly pool: Pool;
  /** Samples that take no part in anything but the evaluation. */
  readonly test: Samples;
}

/** What a simulation is told, whatever its labels look like. */
export interface SimulationSetting extends EncodedSamples {
  /** Rows of the pool that may be labeled; all of them where it does not say. */
  readonly candidates?: Int32Array;
  readonly classCount: number;
  readonly strategy: string;
  readonly learner: string;
  /** Labels to spend in all, and labels given between two rounds. */
  readonly budget: number;
  readonly batch: number;
  readonly seed: number;
}

/** What a model is worth on the test samples. */
type SimulationScores = Pick<Evaluation, "accuracy" | "macroF1" | "logLoss" | "calibrationError">;

/** One point of the learning curve. */
export interface SimulationPoint extends SimulationScores {
  readonly labels: number;
  /** The encoder of the embeddings, and the learner that made the predictions. */
  readonly encoder: string;
  readonly learner: string;
}

/** A label with why its sample was chosen. */
export type Spent<Label> = Label & { readonly slot: Slot };

/** An oracle, and what learns from it. */
export interface Play<Label extends { readonly row: number }> {
  /** Share of the strategy's queue (0..1) that goes to the random arm. */
  readonly exploreShare: number;
  /** What the oracle answers. */
  labelOf(row: number): Label;
  runRound(setting: RoundSetting, labels: readonly Spent<Label>[]): Promise<RoundResult>;
  /** The samples as the encoder sees them that the labels speak for, perhaps the same; asked before each round. */
  chooseEncoded(current: EncodedSamples, labels: readonly Spent<Label>[]): Promise<EncodedSamples>;
  score(
    model: ModelState,
    encoded: EncodedSamples,
    labels: readonly Spent<Label>[],
  ): Promise<SimulationScores>;
}

/**
 * The whole loop against an oracle, in memory, with the rounds that the worker runs. The test samples are the evaluation,
 * so no label goes to a holdout; the random arm gets what the strategy asks for. Yields a point after every batch; ends at
 * the budget, or when the pool is used up.
 */
export async function* spendLabels<Label extends { readonly row: number }>(
  setting: SimulationSetting,
  play: Play<Label>,
): AsyncGenerator<SimulationPoint> {
  const { budget, batch } = setting;
  const labels: Spent<Label>[] = [];
  const unlabeled = new Set(setting.candidates ?? Array(setting.pool.embeddings.rows).keys());
  const served = { query: 0, explore: 0, holdout: 0 };
  let previous: ModelState | null = null;
  let encoded: EncodedSamples = setting;
  while (true) {
    const chosen = await play.chooseEncoded(encoded, labels);
    if (chosen !== encoded) [encoded, previous] = [chosen, null];
    const left = Math.min(budget - labels.length, unlabeled.size);
    const queueLength = Math.max(0, Math.min(batch, left));
    const rows = Int32Array.from(unlabeled);
    const asked = { pool: encoded.pool, candidates: rows, previous, queueLength, served };
    const { model, queue } = await play.runRound(
      { ...roundSetting(setting, play.exploreShare), ...asked },
      labels,
    );
    if (model !== null) {
      const { accuracy, macroF1, logLoss, calibrationError } = await play.score(model, encoded, labels);
      const scores = { accuracy, macroF1, logLoss, calibrationError };
      yield { labels: labels.length, ...scores, encoder: encoded.encoder, learner: model.learner };
    }
    if (queue.length === 0) return;
    for (const { row, slot } of queue) {
      served[slot] += 1;
      labels.push({ ...play.labelOf(row), slot });
      unlabeled.delete(row);
    }
    previous = model;
  }
}

/** What is the same in every round. */
function roundSetting(
  { classCount, learner, strategy, seed }: SimulationSetting,
  exploreShare: number,
): Omit<RoundSetting, "pool" | "candidates" | "previous" | "queueLength" | "served"> {
  return {
    classCount,
    holdoutReserve: new Int32Array(0),
    holdoutAwaited: new Int32Array(0),
    holdoutSampling: "uniform",
    learner,
    strategy,
    pinned: null,
    exploreShare,
    holdoutShare: 0,
    guesses: null,
    seed,
  };
}
