import type { Db } from "@/db/client";
import { readTimedLabels, type TimedQuarter } from "@/db/queries/timed-labels";
import { quarterSeconds, readWorkedQuarters, type WorkedQuarter } from "@/db/queries/worked-quarters";
import { type Compared, fewestPaced, type Pace, type PaceBin, type Step } from "../contracts/trends";
import type { BoundedEstimate } from "../learning/evaluation/estimate";
import { isRatioTelling } from "../learning/evaluation/is-telling";
import { medianInterval } from "../learning/evaluation/median-interval";
import { rateInterval } from "../learning/evaluation/rate-interval";
import { binQuarters, type QuarterBin } from "./bin-quarters";

/** About so many labels of a bin are timed, from so many of its quarters of an hour. */
const timedOfBin = 200;
const timedQuarters = 8;

interface PaceRequest {
  readonly timeZone: string;
  readonly step?: Step | undefined;
}

/**
 * How many labels an hour brings and how long each takes, over time; nothing of a project that does not exist. Work is
 * counted by the sums of quarters of an hour, and times are read of a few hundred labels a bin, so that neither takes
 * longer in a larger project.
 */
export async function readPace(db: Db, projectId: string, { timeZone, step }: PaceRequest): Promise<Pace> {
  const quarters = await readWorkedQuarters(db, projectId, timeZone);
  const worked = quarters.filter(({ seconds }) => seconds > 0);
  const { step: chosen, bins } = binQuarters(worked, step);
  const timed = await readTimedLabels(db, projectId, quartersToTime(quarters, bins));
  const times = bins.map((): number[] => []);
  for (const { place, seconds } of timed) times[place]!.push(seconds);
  const paced = bins.map((bin, place) => pacedBin(bin, times[place]!));
  return {
    step: chosen,
    bins: paced,
    perHour: compareNewest(paced.map(({ perHour }) => perHour)),
    seconds: compareNewest(paced.map(({ seconds }) => seconds)),
  };
}

type Paced = Omit<PaceBin, "perHour" | "seconds"> & {
  readonly perHour: BoundedEstimate | null;
  readonly seconds: BoundedEstimate | null;
};

function pacedBin({ start, quarters }: QuarterBin, times: readonly number[]): Paced {
  const labels = quarters.reduce((sum, { given }) => sum + given, 0);
  const workedSeconds = quarters.reduce((sum, { seconds }) => sum + Math.min(quarterSeconds, seconds), 0);
  return {
    start,
    labels,
    workedSeconds,
    perHour: labels >= fewestPaced ? rateInterval(labels, workedSeconds / 3600) : null,
    timed: times.length,
    seconds: times.length >= fewestPaced ? medianInterval(times) : null,
  };
}

/** Quarters of each bin, evenly over it and the newest among them, with how much of each is looked at. */
function quartersToTime(all: readonly WorkedQuarter[], bins: readonly QuarterBin[]): TimedQuarter[] {
  const begins = all.map(({ began }) => began).sort((a, b) => a - b);
  const nextOf = new Map(begins.map((began, place) => [began, begins[place + 1] ?? null]));
  return bins.flatMap(({ quarters }, place) => {
    const count = Math.min(timedQuarters, quarters.length);
    const ends = Math.ceil(timedOfBin / count / 2);
    return Array.from({ length: count }, (_, i) => {
      const { quarter, began } = quarters[Math.ceil(((i + 1) * quarters.length) / count) - 1]!;
      return { place, quarter, from: began, until: nextOf.get(began)!, ends };
    });
  });
}

function compareNewest(values: readonly (BoundedEstimate | null)[]): Compared {
  const [newest, before] = values
    .filter((value) => value !== null)
    .slice(-2)
    .toReversed();
  if (!newest || !before) return null;
  return { newest: newest.value, before: before.value, isTelling: isRatioTelling(newest, before) };
}
