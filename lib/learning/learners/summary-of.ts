import type { Samples } from "../pool";
import { type PredictionSummary, summarisePredictions } from "../prediction-summary";
import type { Learner, ModelState, PredictionContext } from "./learner";

/** What a model predicts for each sample, in four numbers; without the probabilities where its learner can. */
export async function summaryOf(
  learner: Learner,
  model: ModelState,
  samples: Samples,
  context: PredictionContext,
): Promise<PredictionSummary> {
  if (learner.summarise) return learner.summarise(model, samples, context);
  return summarisePredictions(await learner.predictProba(model, samples, context));
}
