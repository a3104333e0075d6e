import type { LabelsSaved } from "@/lib/learning/evaluation/labels-saved";
import type { CurveSummary } from "./summary";

/** The figures as the table and the report write them. */

export function percent(share: number, digits = 1): string {
  return (100 * share).toFixed(digits);
}

/** A target as it was given: `95 %`, `97.5 %`. */
export function targetName(target: number): string {
  return `${Number((100 * target).toFixed(2))} %`;
}

/** 11601 as `11,601`. */
export function count(value: number): string {
  return value.toLocaleString("en-GB");
}

/**
 * Labels to the target: `≤20` where the curve begins there, with 20 labels; `>500` where the budget of 500 was not
 * enough.
 */
export function spentLabels(labels: number | null, curve: readonly CurveSummary[], budget: number): string {
  if (labels === null) return `>${budget}`;
  return `${labels === curve[0]?.labels ? "≤" : ""}${Math.round(labels)}`;
}

/** What stands in the column of labels to the target. */
export function targetNote(target: number): string {
  return `To ${targetName(target)}: labels when that is first reached; ≤: at the first point already, so perhaps with fewer; >: not within the budget.`;
}

/** The spread over the seeds is that of their labels alone. */
export const ENCODER_NOTE = "fitted once, with one random draw, for all seeds";

/** `120`, `≥40` where random never got there, `≤-40` where the strategy did not, `?` where neither did. */
export function savedLabels({ labels, atLeast, atMost }: LabelsSaved): string {
  if (labels !== null) return String(Math.round(labels));
  if (atLeast !== null) return `≥${Math.round(atLeast)}`;
  return atMost === null ? "?" : `≤${Math.round(atMost)}`;
}
