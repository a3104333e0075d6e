import type { BenchResult } from "./bench-result";

/** Measures; throws an InvalidInputError, or an error of `parseArgs`, for arguments that cannot be used. */
export type Benchmark = (args: string[]) => Promise<BenchResult>;

/** An option with its argument, if it takes one, and what it is for. */
export type OptionHelp = readonly [option: string, about: string];

interface BenchmarkEntry {
  /** What it measures, for people. */
  readonly about: string;
  readonly options: readonly OptionHelp[];
  load(): Promise<Benchmark>;
}

/** Every benchmark by name, in the order in which all are run. */
export const benchmarks: Readonly<Record<string, BenchmarkEntry>> = {
  speed: {
    about: "the engine's parts: scoring, fitting, rounds, neighbour graphs, encoders, memory",
    options: [
      ["--runs N", "measure each part so often, and take the median (5)"],
      ["--only NAMES", "these figures alone, with commas between them"],
    ],
    load: async () => (await import("./speed/speed")).speed,
  },
  "label-efficiency": {
    about: "accuracy against labels: auto beside random, and beside recorded curves of peers",
    options: [
      ["--shared DIR", "a folder with data/ and baselines/curves.csv, instead of the sets in demo/"],
      ["--data NAMES", "these runs alone, with commas between them"],
      ["--budget N", "labels to spend, instead of each run's own budget"],
      ["--batch N", "labels between two rounds (10)"],
      ["--seeds N", "repetitions (5)"],
      ["--jobs N", "seeds played at a time"],
      ["--resume FILE", "keep finished seeds in FILE, and go on from those it holds"],
    ],
    load: async () => (await import("./label-efficiency/label-efficiency")).labelEfficiency,
  },
  forecast: {
    about: "forecasts, labels saved and intervals, back-tested on recorded runs",
    options: [
      ["--shared DIR", "a folder with data/ to record from"],
      ["--seeds N", "repetitions to record (5)"],
      ["--record", "play and record the runs that are missing first"],
    ],
    load: async () => (await import("./forecast/forecast")).forecast,
  },
  freshness: {
    about: "seconds from a label until the queue that it changed is live, with a real worker",
    options: [
      ["--samples N", "texts in the pool (10000)"],
      ["--rounds N", "rounds to wait for (40)"],
      ["--burst N", "labels given at once (5)"],
    ],
    load: async () => (await import("./freshness")).freshness,
  },
  annotator: {
    about: "the label screen in a real Chromium, with others labeling beside it",
    options: [
      ["--samples N", "samples to label with the keyboard (1000)"],
      ["--slow N", "samples to label after them with 300 ms round trips (200)"],
      ["--annotators N", "who label beside (100)"],
      ["--think MS", "how long the one in the browser looks at a sample (300)"],
    ],
    load: async () => (await import("./annotator/annotator")).annotator,
  },
  extremes: {
    about:
      "the label screen with long texts, large images, many classes, a phone, a slow processor, a long run",
    options: [
      ["--samples N", "samples over which the heap is watched (1000)"],
      ["--only NAMES", "of texts, images, classes, phone and run, with commas between them"],
    ],
    load: async () => (await import("./extremes/extremes")).extremes,
  },
  panel: {
    about:
      "how long every page of a project of a million samples and labels takes to open, in a real Chromium",
    options: [
      ["--samples N", "samples in the pool (1000000)"],
      ["--annotations N", "labels, of the first samples (1000000)"],
      ["--runs N", "visits of each page, after a first one (5)"],
    ],
    load: async () => (await import("./panel/panel")).panel,
  },
  lighthouse: {
    about: "Lighthouse's scores of every page, cold, for desktops and phones",
    options: [
      ["--in DIR", "the folder where Lighthouse was installed; without it nothing is measured"],
      ["--runs N", "visits of each page, of which the median counts (3)"],
      ["--only NAMES", "these pages alone, with commas between them"],
    ],
    load: async () => (await import("./lighthouse/lighthouse")).lighthouse,
  },
  import: {
    about: "seconds to import labeled texts, and to export their annotations",
    options: [
      ["--rows N", "texts in the file (100000)"],
      ["--runs N", "how often, each into an empty project (3)"],
    ],
    load: async () => (await import("./import")).importSpeed,
  },
  search: {
    about: "milliseconds to search a pool: frequent, rare and absent words, phrases, each filter",
    options: [
      ["--samples N", "texts in the pool (200000)"],
      ["--runs N", "how often each search is repeated (5)"],
    ],
    load: async () => (await import("./search")).searchSpeed,
  },
};
