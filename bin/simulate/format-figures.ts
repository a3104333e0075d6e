import type { LabelsSaved } from "@/lib/learning/evaluation/labels-saved";

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

/** Labels to the target; `>500` where the budget of 500 was not enough. */
export function labelsOrMore(labels: number | null, budget: number): string {
  return labels === null ? `>${budget}` : String(Math.round(labels));
}

/** `120`, `≥40` where random never got there, `≤-40` where the strategy did not, `?` where neither did. */
export function savedLabels({ labels, atLeast, atMost }: LabelsSaved): string {
  if (labels !== null) return String(Math.round(labels));
  if (atLeast !== null) return `≥${Math.round(atLeast)}`;
  return atMost === null ? "?" : `≤${Math.round(atMost)}`;
}
