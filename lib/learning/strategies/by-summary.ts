import { NonFiniteError } from "../errors";
import { mapRows } from "../map-rows";
import { type PredictionSummary, summarisePredictions } from "../prediction-summary";
import { byScore } from "./by-score";
import type { QueryStrategy, SelectionRequest } from "./strategy";

/** A strategy whose score is a function of what the model predicts for one candidate, in summary. */
export function bySummary(
  id: string,
  reference: string,
  scoreOf: (summary: PredictionSummary, row: number) => number,
): QueryStrategy {
  return byScore({ id, reference, reads: "summary" }, (request) => {
    const summary = knownSummary(id, request);
    return mapRows(request.candidates, (row) => scoreOf(summary, row));
  });
}

/**
 * The summary of the model's predictions, or that of its probabilities where a wrapper read those. Throws a
 * RangeError without a model, and a NonFiniteError when what is said of a candidate is not finite.
 */
export function knownSummary(
  id: string,
  { candidates, summary, probabilities }: SelectionRequest,
): PredictionSummary {
  const known = summary ?? (probabilities && summarisePredictions(probabilities));
  if (known === null) throw new RangeError(`${id} needs the predictions of a model.`);
  let sum = 0;
  for (const row of candidates) sum += known.margin[row]! + known.entropy[row]!;
  if (!Number.isFinite(sum)) throw new NonFiniteError(`${id}: probabilities`);
  return known;
}
