import type { FitAndPredict } from "@/lib/learning/forecasting/cross-fit";
import { fitAndPredictSets, fitAndPredictWith } from "@/lib/learning/forecasting/fit-and-predict";
import { predictMemberships } from "@/lib/learning/learners/one-vs-rest";
import { findLearner } from "@/lib/learning/learners/registry";
import type { Matrix } from "@/lib/learning/matrix";
import { type Answers, oneClass, severalClasses } from "@/lib/learning/outlook/answers";
import { generalisationFits, measureGeneralisation } from "@/lib/learning/outlook/generalisation";
import { measureRandomLabeling } from "@/lib/learning/outlook/random-labeling";
import { type Pool, samplesOf } from "@/lib/learning/pool";
import { createRandom } from "@/lib/learning/random";
import type { Engine } from "@/lib/learning/round";
import type { SplitLabels } from "@/lib/rounds/read-labels";
import type { ModelCache } from "./model-cache";
import type { ProgressListener } from "./model-thread-client";
import type { RandomRequest, ReplyOf } from "./model-thread-protocol";
import type { PoolCache } from "./pool-cache";
import { readMeasured } from "./read-measured";

interface Tools {
  readonly pools: PoolCache;
  readonly models: ModelCache;
  readonly engine: Engine;
}

interface Measuring<Label> {
  readonly labels: SplitLabels<Label>;
  readonly answers: Answers<Label>;
  readonly fitAndPredict: FitAndPredict<Label>;
  readonly pool: Pool;
}

/** What random labeling reaches, and how the model does on labels it knows, by models that are forgotten. */
export async function measureRandom(
  tools: Tools,
  request: RandomRequest,
  onProgress: ProgressListener,
): Promise<ReplyOf["random"]> {
  const { labels, classCount, learner, seed } = request;
  const pool = await tools.pools.get(request.pool);
  const setting = { pool, classCount, learner };
  const random = createRandom(seed, `random ${request.labelsSpent}`);
  if (labels.task === "multi") {
    const fitAndPredict = fitAndPredictSets(setting, tools.engine, random.fork("learner"));
    return measure(tools, request, { labels, pool, answers: severalClasses, fitAndPredict }, onProgress);
  }
  const fitAndPredict = fitAndPredictWith(setting, tools.engine, random.fork("learner"));
  return measure(tools, request, { labels, pool, answers: oneClass, fitAndPredict }, onProgress);
}

async function measure<Label extends { readonly row: number }>(
  { models, engine }: Tools,
  request: RandomRequest,
  { labels, answers, fitAndPredict, pool }: Measuring<Label>,
  onProgress: ProgressListener,
): Promise<ReplyOf["random"]> {
  const random = createRandom(request.seed, `measuring ${request.labelsSpent}`);
  const own = await readMeasured(models, request.points, labels.holdoutLabels);
  const { known: holdout, probabilities } = own.at(-1)!;
  // Where random labeling takes fewer fits than it may, the rest goes by faster than told.
  const crossFitShare = request.mostFits / (request.mostFits + generalisationFits);
  const { points, saved } = await measureRandomLabeling(
    {
      explored: labels.exploredLabels,
      imported: labels.importedLabels,
      holdout,
      measure: (metric, of) => answers.measure(metric, of, holdout),
      isChanceKnown: answers.isChanceKnown(answers.scores(probabilities, holdout, random.fork("today"))),
      fitAndPredict,
      own,
      holdoutShare: request.holdoutShare,
      mostFits: request.mostFits,
    },
    random,
    (share) => onProgress(crossFitShare * share, ""),
  );
  const { trainingLabels: training } = labels;
  const today = await predictTraining({ models, engine }, request, pool, training);
  const generalisation = await measureGeneralisation(
    { training, holdout, countRight: answers.countRight, fitAndPredict, today },
    random.fork("generalisation"),
    (share) => onProgress(crossFitShare + (1 - crossFitShare) * share, ""),
  );
  return { kind: "random", points, saved, ...generalisation };
}

/** What the published model says of the labels it was trained on (labels × c). */
async function predictTraining(
  { models, engine }: Pick<Tools, "models" | "engine">,
  { modelBlob, labels }: RandomRequest,
  pool: Pool,
  training: readonly { readonly row: number }[],
): Promise<Matrix> {
  const model = await models.model(modelBlob);
  const samples = samplesOf(
    pool,
    Int32Array.from(training, ({ row }) => row),
  );
  const context = { kernels: engine.kernels, pool };
  if (labels.task === "multi") return predictMemberships(model.parts, samples, context);
  return findLearner(model.learner).predictProba(model, samples, context);
}
