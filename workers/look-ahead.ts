import { NotFoundError } from "@/lib/errors";
import { lureAccuracy } from "@/lib/learning/active-testing/lure-interval";
import { findingOf } from "@/lib/learning/diagnosis/finding";
import { type HoldoutPredictions, predictedLabels } from "@/lib/learning/evaluation/holdout-predictions";
import { holdoutLabelsFor } from "@/lib/learning/evaluation/holdout-size";
import { wilsonInterval } from "@/lib/learning/evaluation/wilson-interval";
import { type Answers, oneClass, severalClasses } from "@/lib/learning/outlook/answers";
import { byMetric } from "@/lib/learning/outlook/by-metric";
import type { ModelQuality } from "@/lib/learning/outlook/model-quality";
import { outlookOf } from "@/lib/learning/outlook/outlook";
import { comparableClasses } from "@/lib/learning/pool-summary";
import { summarisePredictions } from "@/lib/learning/prediction-summary";
import { createRandom } from "@/lib/learning/random";
import type { RowLabel } from "@/lib/learning/round";
import { readPoolSummary } from "@/lib/rounds/pool-summary-blob";
import type { SplitLabels } from "@/lib/rounds/read-labels";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { ModelCache } from "./model-cache";
import type { OutlookRequest, ReplyOf } from "./model-thread-protocol";
import { readMeasured } from "./read-measured";

interface Tools {
  readonly blobs: BlobStore;
  readonly models: ModelCache;
}

/**
 * Where the learning curve goes on and what the newest model is wrong about, from what models predicted for the holdout;
 * beside it what active testing tells, which needs no plain label.
 */
export function lookAhead(tools: Tools, request: OutlookRequest): Promise<ReplyOf["outlook"]> {
  const { labels } = request;
  if (labels.task === "single") return tellOf(tools, request, { labels, accepted: [] }, oneClass);
  const accepted = labels.partialLabels.filter(({ has }) => has);
  return tellOf(tools, request, { labels, accepted }, severalClasses);
}

async function tellOf<Label extends { readonly row: number }>(
  tools: Tools,
  request: OutlookRequest,
  learned: Learned<Label>,
  answers: Answers<Label>,
): Promise<ReplyOf["outlook"]> {
  const newest = request.points.at(-1);
  const { activeLabels } = learned.labels;
  return {
    outlook: await lookAheadOf(tools, request, learned, answers),
    told: newest ? activeAccuracy(await tools.models.predictions(newest.blob), activeLabels, answers) : null,
  };
}

interface Learned<Label> {
  readonly labels: SplitLabels<Label>;
  /** Rows that were said to have one class, whatever else: the model has seen the class there, too. */
  readonly accepted: readonly RowLabel[];
}

async function lookAheadOf<Label extends { readonly row: number }>(
  { blobs, models }: Tools,
  request: OutlookRequest,
  { labels, accepted }: Learned<Label>,
  answers: Answers<Label>,
): Promise<ReplyOf["outlook"]["outlook"]> {
  const { asked, classCount, seed } = request;
  const random = createRandom(seed, "outlook");
  const measured = await readMeasured(models, request.points, labels.holdoutLabels);
  const today = measured.at(-1);
  if (!today) return null;
  const { known, probabilities } = today;
  const right = answers.countRight(probabilities, known);
  const holdoutAccuracy = { value: right / known.length, ...wilsonInterval(right, known.length) };
  const trainingCounts = countsOf({ labels, accepted }, answers, classCount);
  const quality = answers.quality(probabilities, known, trainingCounts, random.fork("quality"));
  const points = byMetric((metric) =>
    measured.map((point) => ({
      labels: point.labelsSpent,
      ...answers.measure(metric, point.probabilities, known),
    })),
  );
  const curve = measured.map(({ modelVersionId, labelsSpent, probabilities: predicted }) => ({
    modelVersionId,
    labelsSpent,
    scores: answers.scores(predicted, known, random.fork(modelVersionId)),
  }));
  const isChanceKnown = answers.isChanceKnown(curve.at(-1)!.scores);
  const leastMacroF1 = (growth: number) => answers.leastMacroF1(probabilities, known, growth);
  const poolClasses = await readPoolClasses(blobs, request);
  const { generalisation } = request;
  return {
    kind: "outlook",
    metric: asked.metric,
    target: asked.target,
    curve,
    ...outlookOf(
      { points, ...asked, classCount, isChanceKnown, leastMacroF1, poolClasses: ofEqualLength(poolClasses) },
      random,
    ),
    askedWidth: asked.width,
    labelsForAskedWidth: asked.width === null ? null : holdoutLabelsFor(asked.width, holdoutAccuracy.value),
    holdoutCount: known.length,
    holdoutAccuracy,
    ...told(quality, classCount, trainingCounts),
    finding: findingOf({
      holdoutCount: known.length,
      trainingAccuracy: generalisation?.trainingAccuracy ?? null,
      crossValidatedAccuracy: generalisation?.crossValidatedAccuracy ?? null,
      holdoutAccuracy,
      spread: generalisation?.spread ?? null,
      drift: quality.drift,
      missing: quality.missing,
    }),
    guesses: quality.confusion === null ? noGuesses : guessesOf(known, probabilities),
  };
}

/** The accuracy by active testing over the rows it draws from; null where it tells nothing. */
function activeAccuracy<Label extends { readonly row: number }>(
  predictions: HoldoutPredictions,
  activeLabels: SplitLabels<Label>["activeLabels"],
  answers: Answers<Label>,
) {
  const drawn = activeLabels.flatMap(({ label, ...draw }) => {
    const { known, probabilities } = predictedLabels(predictions, [label]);
    return known.length === 0 ? [] : [{ loss: 1 - answers.countRight(probabilities, known), ...draw }];
  });
  const told = lureAccuracy(drawn);
  return told && { ...told, labels: drawn.length };
}

/** A round may remove a summary meanwhile; then nothing is compared until the measurement that it asks for. */
async function readPoolClasses(
  blobs: BlobStore,
  { poolSummaryBlobs, labels }: OutlookRequest,
): Promise<readonly Int32Array[]> {
  try {
    const summaries = await Promise.all(poolSummaryBlobs.map((blob) => readPoolSummary(blobs, blob)));
    // Models of versions before this told no sets.
    const telling = summaries.filter(({ sets }) => labels.task === "single" || sets !== null);
    return comparableClasses(telling);
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}

/** A pool that has grown cannot be compared with what it was. */
function ofEqualLength(classes: readonly Int32Array[]): readonly Int32Array[] {
  const rows = classes.at(-1)?.length;
  return classes.slice(classes.findLastIndex(({ length }) => length !== rows) + 1);
}

/** How many rows the model learned each class from. */
function countsOf<Label>(
  { labels, accepted }: Learned<Label>,
  answers: Answers<Label>,
  classCount: number,
): Int32Array {
  const counts = new Int32Array(classCount);
  for (const { classIndex } of accepted) counts[classIndex]! += 1;
  for (const label of labels.trainingLabels) for (const c of answers.classesOf(label)) counts[c]! += 1;
  return counts;
}

function told({ missing, ...quality }: ModelQuality, classCount: number, trainingCounts: Int32Array) {
  const { perClass, confusion } = quality;
  return {
    ...quality,
    perClass: perClass.map((score, c) => ({ ...score, trainingLabels: trainingCounts[c]! })),
    confusion:
      confusion &&
      Array.from({ length: classCount }, (_, c) =>
        Array.from(confusion.subarray(c * classCount, (c + 1) * classCount)),
      ),
    neverSeen: missing.neverSeen,
  };
}

const noGuesses = { rows: [], classes: [], probabilities: [] };

function guessesOf(
  known: readonly { readonly row: number }[],
  probabilities: HoldoutPredictions["probabilities"],
) {
  const { classes, top } = summarisePredictions(probabilities);
  return {
    rows: known.map(({ row }) => row),
    classes: Array.from(classes),
    probabilities: Array.from(top, (probability) => Number(probability.toFixed(4))),
  };
}
