import { holdoutLabelsFor } from "./holdout-size";

export interface HoldoutNeeds {
  /** The share (0..1) of labels that the lead gives to the holdout. */
  readonly quota: number;
  /** Width of the 95 % interval of the accuracy (0..1) at which it has grown enough; null: it never has. */
  readonly askedWidth: number | null;
  readonly holdoutLabels: number;
  /** Of the newest model on them (0..1); null before the first, when the widest interval is to be expected. */
  readonly accuracy: number | null;
}

/** The share of the next labels that the holdout gets: none once its interval is as narrow as the lead asked. */
export function holdoutQuota({ quota, askedWidth, holdoutLabels, accuracy }: HoldoutNeeds): number {
  if (askedWidth === null) return quota;
  return holdoutLabels >= holdoutLabelsFor(askedWidth, accuracy ?? 0.5) ? 0 : quota;
}
