import { heldOutLosses } from "../held-out-losses";
import type { Kernels } from "../kernels";
import type { ModelState } from "../learners/learner";
import { linear } from "../learners/linear";
import { comparableHeldOut } from "../learners/opinion-pool";
import { stratifiedSample } from "../learners/stratified-folds";
import { type Matrix, rowOf } from "../matrix";
import type { Random } from "../random";
import type { RowLabel } from "../round";

/** With fewer training labels a comparison says more of the draw than of the encoders. */
const FEWEST_LABELS = 50;

/** Encoders are compared again when labels have grown by this factor. */
const COMPARISON_GROWTH = 2;

/** More labels would make a comparison slower, and hardly surer. */
const MOST_LABELS = 1500;

/**
 * Another encoder must beat the current one by this share of its log loss, so that the choice does not flip, and by so
 * many standard errors of the difference, so that the draw of the labels does not decide.
 */
const HYSTERESIS = 0.05;
const STANDARD_ERRORS = 2;

/** Probabilities below this are rounding. */
const SMALLEST = 1e-12;

/** Why an encoder is the one. */
export interface EncoderReason {
  /** For people, to stand beside the id: what was measured. */
  readonly reason: string;
  /** What the sentence says, for pages in any language; losses as `heldOutLosses` names them. */
  readonly evidence: Readonly<Record<string, number | string>>;
}

/** Why an encoder is the one, until there are labels to choose by. */
export const NO_COMPARISON: EncoderReason = {
  reason: `too few labels yet, encoders are compared from ${FEWEST_LABELS} training labels on`,
  evidence: { because: "too-few-labels", comparedFrom: FEWEST_LABELS },
};

const NOTHING_TO_COMPARE_BY: EncoderReason = {
  reason: "too few labels share a class to compare encoders by",
  evidence: { because: "no-class-shared" },
};

export interface EncoderCandidate {
  readonly id: string;
  /** Embeddings of the labeled samples only, in the order of the labels. */
  readonly embeddings: Matrix;
}

/** Training labels: `classes[i]` (0..classCount-1) is the class of the i-th labeled sample. */
export interface ComparedLabels {
  readonly classes: Int32Array;
  readonly classCount: number;
}

export interface EncoderChoice extends EncoderReason {
  readonly id: string;
}

/** Whether to compare encoders at so many training labels; `comparedAt` is their number at the last comparison, or 0. */
export function isComparisonDue(labels: number, comparedAt: number): boolean {
  return labels >= FEWEST_LABELS && labels >= comparedAt * COMPARISON_GROWTH;
}

/** The labels to compare by: all, or a sample with each class at its share. */
export function comparedLabels(labels: readonly RowLabel[], random: Random): RowLabel[] {
  const classes = Int32Array.from(labels, ({ classIndex }) => classIndex);
  return Array.from(
    stratifiedSample(classes, MOST_LABELS, random.fork("compared labels")),
    (i) => labels[i]!,
  );
}

/**
 * The encoder whose embeddings give a linear model the lowest cross-validated log loss on the training labels; the
 * current one unless another is clearly better. Every candidate is cross-validated on the same folds.
 */
export async function chooseEncoder(
  candidates: readonly EncoderCandidate[],
  labels: ComparedLabels,
  current: string,
  context: { readonly kernels: Kernels; readonly random: Random },
): Promise<EncoderChoice> {
  const measured = await measure(candidates, labels, context);
  if (measured === null) {
    const isEarly = labels.classes.length < FEWEST_LABELS;
    return { id: current, ...(isEarly ? NO_COMPARISON : NOTHING_TO_COMPARE_BY) };
  }
  const bestFirst = measured.sort((a, b) => a.loss - b.loss);
  const [best] = bestFirst;
  const own = bestFirst.find(({ id }) => id === current);
  const chosen = own && !isClearlyBetter(best!, own) ? own : best!;
  return { id: chosen.id, reason: explain(chosen, bestFirst), evidence: evidenceOf(chosen, bestFirst) };
}

interface Measured {
  readonly id: string;
  /** Nats, of each label that was held out. */
  readonly losses: Float64Array;
  /** Their mean. */
  readonly loss: number;
}

/** Null when the labels are too few, or no two of them share a class. */
async function measure(
  candidates: readonly EncoderCandidate[],
  { classes, classCount }: ComparedLabels,
  { kernels, random }: { readonly kernels: Kernels; readonly random: Random },
): Promise<Measured[] | null> {
  if (classes.length < FEWEST_LABELS) return null;
  const rows = classes.map((_, row) => row);
  const models: ModelState[] = [];
  for (const { embeddings } of candidates) {
    const pool = { embeddings, sparse: null, graph: null };
    const context = { kernels, random, pool, previous: null, networks: null };
    models.push(await linear.fit({ x: embeddings, rows, classes, classCount }, context));
  }
  if (models.some(({ heldOut }) => heldOut === null)) return null;
  const { indices, probabilities } = comparableHeldOut(models);
  return candidates.map(({ id }, k) => {
    const losses = Float64Array.from(indices, (index, i) => {
      const probability = rowOf(probabilities[k]!, i)[classes[index]!]!;
      return -Math.log(Math.max(SMALLEST, probability));
    });
    return { id, losses, loss: mean(losses) };
  });
}

function isClearlyBetter(best: Measured, own: Measured): boolean {
  const differences = own.losses.map((loss, i) => loss - best.losses[i]!);
  const gain = mean(differences);
  const variance = mean(differences.map((difference) => (difference - gain) ** 2));
  const standardError = Math.sqrt(variance / differences.length);
  return gain > own.loss * HYSTERESIS && gain > STANDARD_ERRORS * standardError;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** `held-out log loss 0.41 on 60 labels (tfidf-svd 0.62)`. */
function explain(chosen: Measured, measured: readonly Measured[]): string {
  const others = measured.filter((one) => one !== chosen).map(({ id, loss }) => `${id} ${loss.toFixed(2)}`);
  const compared = others.length > 0 ? ` (${others.join(", ")})` : "";
  return `held-out log loss ${chosen.loss.toFixed(2)} on ${chosen.losses.length} labels${compared}`;
}

function evidenceOf(chosen: Measured, measured: readonly Measured[]): EncoderReason["evidence"] {
  const losses = heldOutLosses(measured.map(({ id, loss }) => [id, loss]));
  return { because: "held-out", labels: chosen.losses.length, ...losses };
}
