import { labelsToTarget } from "@/lib/simulations/report/summary";
import { markdownTable } from "../markdown-table";
import type { Curves, MeasuredBaseline, MeasuredRun } from "./measure";
import { bestPeer, type PeerPoint } from "./peers";
import { isBelow, meanAccuracy, type Spread, spreadAt } from "./spread";
import type { MeanTarget, Target } from "./targets";

/** Label counts of which accuracies are shown, and those at which `auto` must not lose. */
const SHOWN = [20, 50, 100, 200, 300, 500];
const JUDGED = [100, 200, 300, 500];

/** The labels over which mean accuracies are taken. */
const MEAN_RANGE = [20, 500] as const;

export interface Figures {
  [name: string]: number | string | null;
}

/** The fewest labels for a target accuracy, median over the seeds; null when not within the budget. */
export function medianLabels(curves: Curves, accuracy: number): number | null {
  const points = curves.flatMap((curve, seed) => curve.map((point) => ({ ...point, seed })));
  return labelsToTarget(points, curves.length, accuracy).median;
}

/** What each target asks and costs; the run of each is among `runs`. */
export function targetTable(
  runs: readonly MeasuredRun[],
  targets: readonly Target[],
): { markdown: string; figures: Figures } {
  const figures: Figures = {};
  const rows = targets.map(({ run: name, accuracy, atMost }) => {
    const measured = runs.find(({ run }) => run.name === name)!;
    const [random, auto] = [medianLabels(measured.random, accuracy), medianLabels(measured.auto, accuracy)];
    const target = Number((100 * accuracy).toFixed(1));
    figures[`${name}@${target} random`] = random;
    figures[`${name}@${target} auto`] = auto;
    const cell = (labels: number | null) => labels?.toString() ?? `not in ${measured.run.budget}`;
    const isMet = auto !== null && auto <= atMost;
    return [name, `${target} %`, `${atMost}`, cell(random), cell(auto), isMet ? "yes" : "no"];
  });
  const head = ["data", "target", "asked at most", "random", "auto", "met?"];
  return { markdown: markdownTable(head, rows), figures };
}

export interface MeasuredMean {
  readonly target: MeanTarget;
  readonly run: MeasuredRun;
  readonly baseline: MeasuredBaseline;
}

export function meanTable(means: readonly MeasuredMean[]): { markdown: string; figures: Figures } {
  const figures: Figures = {};
  const rows = means.map(({ target, run, baseline }) => {
    const [ofBaseline, random, auto] = [baseline.curves, run.random, run.auto].map((curves) =>
      meanAccuracy(curves, MEAN_RANGE),
    ) as [Spread | null, Spread | null, Spread | null];
    const name = run.run.name;
    figures[`${name} mean baseline`] = ofBaseline?.mean ?? null;
    figures[`${name} mean random`] = random?.mean ?? null;
    figures[`${name} mean auto`] = auto?.mean ?? null;
    const gain = auto && ofBaseline && 100 * (auto.mean - ofBaseline.mean);
    const holds = !target.notBelowRandom || (auto !== null && random !== null && !isBelow(auto, random));
    const isMet = gain !== null && gain >= target.points && holds;
    return [
      name,
      `${target.baseline.name}, margin (learned by ${baseline.learners.join(", ")})`,
      ...[ofBaseline, random, auto].map(percents),
      gain === null ? "-" : signed(gain),
      `${signed(target.points)}${target.notBelowRandom ? ", not below random" : ""}`,
      isMet ? "yes" : "no",
    ];
  });
  const head = ["data", "baseline", "its mean", "random", "auto", "auto - baseline", "asked", "met?"];
  return { markdown: markdownTable(head, rows), figures };
}

/** Accuracies of random, `auto` and the best peer at each label count, and whether `auto` holds its own. */
export function accuracyTable(
  { run, random, auto }: MeasuredRun,
  peers: readonly PeerPoint[],
): { markdown: string; figures: Figures } {
  const counts = SHOWN.filter((labels) => labels <= run.budget);
  const figures: Figures = {};
  const columns = counts.map((labels) => {
    const peer = bestPeer(peers, run.data, labels);
    const [ofRandom, ofAuto] = [spreadAt(random, labels), spreadAt(auto, labels)];
    figures[`${run.name} random@${labels}`] = ofRandom?.mean ?? null;
    figures[`${run.name} auto@${labels}`] = ofAuto?.mean ?? null;
    if (peer) figures[`${run.name} best peer@${labels}`] = peer.mean;
    const isJudged = JUDGED.includes(labels);
    return [
      percents(ofRandom),
      percents(ofAuto),
      peer ? `${percents(peer)}, ${peer.method}` : "-",
      isJudged && ofAuto && peer ? (isBelow(ofAuto, peer) ? "**below**" : "yes") : "-",
      isJudged && ofAuto && ofRandom ? (isBelow(ofAuto, ofRandom) ? "**below**" : "yes") : "-",
    ];
  });
  const names = ["random", "auto", "best peer", "auto at or above the best peer?", "auto not below random?"];
  const rows = names.map((name, i) => [name, ...columns.map((column) => column[i]!)]);
  const shown = rows.filter(([, ...cells]) => cells.some((cell) => cell !== "-"));
  return { markdown: markdownTable(["labels", ...counts.map(String)], shown), figures };
}

function percents(spread: Spread | null): string {
  return spread ? `${(100 * spread.mean).toFixed(1)} ± ${(100 * spread.sd).toFixed(1)}` : "-";
}

function signed(points: number): string {
  return `${points < 0 ? "-" : "+"}${Math.abs(points).toFixed(1)}`;
}
