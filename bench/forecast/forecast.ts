import { parseArgs } from "node:util";
import { InvalidInputError } from "@/lib/errors";
import { median } from "@/lib/learning/evaluation/quantile";
import type { BenchResult } from "../bench-result";
import { markdownTable } from "../markdown-table";
import { wholeNumber } from "../whole-number";
import { backTestForecasts, type ForecastTrial, isHeld, type PathTrial } from "./back-test-forecasts";
import { backTestIntervals, type IntervalTrial } from "./back-test-intervals";
import { backTestRandomCurve } from "./back-test-random-curve";
import { backTestSaved, isSavedHeld, type SavedTrial } from "./back-test-saved";
import { recordRuns } from "./record";
import { type Recording, readRecordings } from "./recording";

/** What a lead who grows the holdout would be told: with so many labels of it, whatever the labels spent. */
const GROWN = 300;

/**
 * Back-tests what the panel of a project says, on recorded runs: each is cut at several points, a holdout is drawn as a
 * project would have by then, and what is said by that alone is compared with what the run went on to do. `--record`
 * plays and records what is missing first, from the data sets of the folder that --shared names.
 */
export async function forecast(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: {
      record: { type: "boolean", default: false },
      shared: { type: "string" },
      seeds: { type: "string", default: "5" },
    },
  });
  const seeds = wholeNumber("seeds", values.seeds);
  if (values.record) await recordRuns(sharedFolder(values.shared), seeds);
  const recordings = readRecordings();
  const { needed, paths } = backTestForecasts(recordings, "accuracy");
  const saved = backTestSaved(recordings, "accuracy");
  const points = backTestRandomCurve(recordings, "accuracy");
  const intervals = backTestIntervals(recordings);
  const grown = neededFigures(backTestForecasts(recordings, "accuracy", GROWN).needed);
  const figures = {
    runs: recordings.length,
    ...neededFigures(needed),
    pathCoverage: shareOf(paths, (one) => one.isHeld),
    medianPathWidth: median(paths.map(({ width }) => width)),
    [`bandCoverageOfHoldout${GROWN}`]: grown.bandCoverage!,
    [`cannotTellShareOfHoldout${GROWN}`]: grown.cannotTellShare!,
    ...savedFigures(saved),
    randomCurveCoverage: shareOf(points, (one) => one.isHeld),
    ...intervalFigures(intervals),
  };
  return { figures, markdown: tables(recordings, { figures, needed, paths, saved }) };
}

function sharedFolder(shared: string | undefined): string {
  if (shared !== undefined) return shared;
  throw new InvalidInputError({
    code: "no_data",
    what: "--record was given without --shared.",
    next: "Give --shared a folder with data/.",
  });
}

type Figures = Record<string, number | null>;

/** Of forecasts that were told; a target that the run did not reach counts as held when the band goes on behind its end. */
function neededFigures(needed: readonly ForecastTrial[]): Figures {
  const told = needed.filter(({ kind }) => kind === "forecast");
  const bounds = needed.filter(({ because, low }) => because !== "" && low > 0);
  const closed = told.filter(({ high }) => Number.isFinite(high));
  return {
    forecasts: told.length,
    bandCoverage: shareOf(told, isHeld),
    bandCoverageOfReached: shareOf(
      told.filter(({ happened }) => Number.isFinite(happened)),
      isHeld,
    ),
    /** Width of closed bands as a share of the labels spent by then. */
    medianBandWidth:
      closed.length === 0 ? null : median(closed.map(({ low, high, spent }) => (high - low) / spent)),
    openBandShare: shareOf(told, ({ high }) => !Number.isFinite(high)),
    cannotTellShare: shareOf(needed, ({ kind, low }) => kind === "cannotTell" && low === 0),
    /** Where only "not before so many labels" is told. */
    atLeastShare: shareOf(needed, ({ kind, low }) => kind === "cannotTell" && low > 0),
    atLeastCoverage: shareOf(bounds, ({ low, happened }) => happened >= low),
  };
}

function savedFigures(saved: readonly SavedTrial[]): Figures {
  const told = saved.filter(({ kind }) => kind !== "tooEarly");
  return {
    labelsSavedRuns: saved.length,
    labelsSavedCoverage: shareOf(told, isSavedHeld),
    labelsSavedCoverageOfReached: shareOf(
      told.filter(({ happened }) => Number.isFinite(happened)),
      isSavedHeld,
    ),
    labelsSavedClaimed: shareOf(saved, ({ kind }) => kind === "saved" || kind === "lost"),
    labelsSavedTooEarly: shareOf(saved, ({ kind }) => kind === "tooEarly"),
  };
}

function intervalFigures(trials: readonly IntervalTrial[]): Figures {
  const of = (name: IntervalTrial["of"]) => {
    const shown = trials.filter((one) => one.of === name && one.isHeld !== null);
    return shareOf(shown, ({ isHeld: held }) => held === true);
  };
  return {
    accuracyIntervalCoverage: of("accuracy"),
    macroF1IntervalCoverage: of("macroF1"),
    logLossIntervalCoverage: of("logLoss"),
    slopeIntervalCoverage: of("slope"),
    nextHundredBandCoverage: of("nextHundred"),
  };
}

/** Rounded to three places; null of nothing. */
function shareOf<Trial>(trials: readonly Trial[], holds: (trial: Trial) => boolean): number | null {
  if (trials.length === 0) return null;
  return Number((trials.filter(holds).length / trials.length).toFixed(3));
}

interface Tested {
  readonly figures: Figures;
  readonly needed: readonly ForecastTrial[];
  readonly paths: readonly PathTrial[];
  readonly saved: readonly SavedTrial[];
}

function tables(recordings: readonly Recording[], { figures, needed, paths, saved }: Tested): string {
  const all = Object.entries(figures).map(([name, value]) => [
    name,
    value === null ? "-" : String(round(value)),
  ]);
  const names = [...new Set(recordings.map(({ data }) => data))];
  const cell = (value: number | null) => (value === null ? "-" : value.toFixed(2));
  const byData = names.map((name) => {
    const of = <Trial extends { readonly data: string }>(trials: readonly Trial[]) =>
      trials.filter(({ data }) => data === name);
    const told = of(needed).filter(({ kind }) => kind === "forecast");
    return [
      name,
      String(recordings.filter(({ data }) => data === name).length),
      `${told.length} of ${of(needed).length}`,
      cell(shareOf(told, isHeld)),
      cell(shareOf(of(paths), (one) => one.isHeld)),
      cell(median(of(paths).map(({ width }) => width))),
      cell(shareOf(of(saved), isSavedHeld)),
    ];
  });
  const head = ["data", "runs", "forecasts told", "held", "path held", "path width", "labels saved held"];
  return `${markdownTable(["figure", "value"], all)}\n\n${markdownTable(head, byData)}`;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
