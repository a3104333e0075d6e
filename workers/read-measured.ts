import { predictedLabels } from "@/lib/learning/evaluation/holdout-predictions";
import type { ModelCache } from "./model-cache";
import type { OutlookRequest } from "./model-thread-protocol";

/**
 * What models predicted for the holdout labels that the newest knows. Earlier ones that do not know all of them, as from
 * before an import, cannot be compared on the same samples.
 */
export async function readMeasured<Label extends { readonly row: number }>(
  models: ModelCache,
  points: OutlookRequest["points"],
  holdoutLabels: readonly Label[],
) {
  const newest = points.at(-1);
  if (!newest) return [];
  const { known } = predictedLabels(await models.predictions(newest.blob), holdoutLabels);
  if (known.length === 0) return [];
  const measured = [];
  for (const { modelVersionId, labelsSpent, blob } of points) {
    const one = predictedLabels(await models.predictions(blob), known);
    if (one.known.length === known.length) measured.push({ modelVersionId, labelsSpent, blob, ...one });
  }
  return measured;
}
