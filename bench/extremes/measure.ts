import { quantile } from "@/lib/learning/evaluation/quantile";
import type { Extremes } from "./open-project";

/** One figure with what it should be. */
export interface Measured {
  /** Its name for programs. */
  readonly name: string;
  /** What it is, for people, with its unit. */
  readonly what: string;
  readonly value: number;
  readonly goal: string;
}

export type Measure = (extremes: Extremes) => Promise<Measured[]>;

export function p95(values: readonly number[]): number {
  return rounded(quantile(values, 0.95));
}

export function rounded(value: number): number {
  return Number(value.toFixed(1));
}
