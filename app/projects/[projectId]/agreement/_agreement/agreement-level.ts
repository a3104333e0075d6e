import type { Coefficient } from "@/lib/contracts/agreement";

/** What Krippendorff (2004, chapter 11) asks of data to be relied on, and of data for tentative conclusions. */
const [reliable, tentative] = [0.8, 0.667];

/**
 * How far the labels can be relied on, by the interval and not by the value alone: `good` and `poor` are said only where the
 * whole interval says so.
 */
export function levelOf({ low, high }: Coefficient): "good" | "fair" | "poor" {
  if (low >= reliable) return "good";
  return high < tentative ? "poor" : "fair";
}
