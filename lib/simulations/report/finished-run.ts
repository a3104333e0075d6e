import type { SimulationPoint } from "@/lib/learning/spend-labels";

/** One point of one seed's curve. */
export interface SeedPoint extends SimulationPoint {
  readonly seed: number;
  /** Wall time since the point before, or since the seed's start. */
  readonly seconds: number;
}

/** One data set with one learner and one strategy, over all seeds. */
export interface FinishedRun {
  /** As they were asked for; `auto` stands. */
  readonly data: string;
  readonly learner: string;
  readonly strategy: string;
  /** What people call the data. */
  readonly dataName: string;
  /** Whose embeddings the points came from: of several, with commas between them, the one begun with first. */
  readonly encoder: string;
  readonly classCount: number;
  readonly poolSize: number;
  readonly testSize: number;
  /** In order of seeds and labels. */
  readonly points: readonly SeedPoint[];
}

/** What figures and reports are made for. */
export interface ReportOptions {
  readonly data: readonly string[];
  readonly encoder: string;
  readonly learners: readonly string[];
  readonly strategies: readonly string[];
  readonly budget: number;
  readonly batch: number;
  readonly seeds: number;
  /** Samples drawn from the training and from the test part; null = all. */
  readonly pool: number | null;
  readonly test: number | null;
  /** Accuracy, 0..1. */
  readonly target: number;
}
