import { holdoutLabelsFor } from "./holdout-size";

export interface HoldoutNeeds {
  /** The share (0..1) of labels that the lead gives to the holdout. */
  readonly quota: number;
  /** Width of the 95 % interval of the accuracy (0..1) at which it has grown enough; null: it never has. */
  readonly askedWidth: number | null;
  /** Whether the next labels are drawn by active testing, and the width of its interval (0..1); null while it tells nothing. */
  readonly sampling: "uniform" | "active";
  readonly activeWidth: number | null;
  readonly holdoutLabels: number;
  /** Of the newest model on them (0..1); null before the first, when the widest interval is to be expected. */
  readonly accuracy: number | null;
}

/** The share of the next labels that the holdout gets: none once its interval is as narrow as the lead asked. */
export function holdoutQuota(needs: HoldoutNeeds): number {
  const { quota, askedWidth, sampling, activeWidth, holdoutLabels, accuracy } = needs;
  if (askedWidth === null) return quota;
  if (sampling === "active") return activeWidth !== null && activeWidth <= askedWidth ? 0 : quota;
  return holdoutLabels >= holdoutLabelsFor(askedWidth, accuracy ?? 0.5) ? 0 : quota;
}
