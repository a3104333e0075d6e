import type { BenchResult } from "./bench-result";

/** Measures; throws an InvalidInputError, or an error of `parseArgs`, for arguments that cannot be used. */
export type Benchmark = (args: string[]) => Promise<BenchResult>;

/** Every benchmark by name, in the order in which all are run. */
export const benchmarks: Readonly<Record<string, () => Promise<Benchmark>>> = {
  speed: async () => (await import("./speed/speed")).speed,
  "label-efficiency": async () => (await import("./label-efficiency/label-efficiency")).labelEfficiency,
  freshness: async () => (await import("./freshness")).freshness,
  import: async () => (await import("./import")).importSpeed,
};
