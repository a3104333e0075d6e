import {
  accuracySpreadAt,
  groupByData,
  nameHeading,
  type RunFigures,
  type Spread,
  tabledLabels,
} from "@/lib/simulations/report/figures";
import {
  count,
  ENCODER_NOTE,
  percent,
  savedLabels,
  spentLabels,
  targetName,
  targetNote,
} from "@/lib/simulations/report/format-figures";
import type { SimulateOptions } from "./options";

/** Columns of the names, and of area, each accuracy, labels to target and labels saved: 80 in all at the most. */
const WIDTHS = { name: 18, area: 7, accuracy: 6, target: 10, saved: 9 } as const;

type Line = keyof Spread;

/** A plain-text table: for each run its median, and beneath it the lowest and the highest seed. */
export function compareTable(figures: readonly RunFigures[], options: SimulateOptions): string {
  const tables = groupByData(figures).map((group) => tableOf(group, options));
  return `${[...tables, legend(figures, options)].join("\n\n")}\n`;
}

function tableOf(figures: readonly RunFigures[], options: SimulateOptions): string {
  const { run, dataName } = figures[0]!;
  const facts = [
    `${run.classCount} classes`,
    `pool ${count(run.poolSize)}`,
    `test ${count(run.testSize)}`,
    run.encoder,
    options.seeds === 1 ? "1 seed" : `${options.seeds} seeds`,
  ];
  const head = row(nameHeading(options), "area", tabledLabels(options.budget).map(String), [
    `to ${targetName(options.target)}`,
    figures.some(({ saved }) => saved) ? "saved" : "",
  ]);
  return [
    ...wrap(`${dataName}: ${facts.join(", ")}`),
    head,
    "─".repeat(head.length),
    ...figures.flatMap((one) => linesOf(one, options)),
  ].join("\n");
}

function linesOf(figures: RunFigures, options: SimulateOptions): string[] {
  const { name } = figures;
  const hasRoom = name.length < WIDTHS.name;
  const median = lineOf(hasRoom ? name : "  median", figures, "median", options);
  const own = hasRoom ? [median] : [name, median];
  if (options.seeds === 1) return own;
  return [...own, lineOf("  lowest", figures, "min", options), lineOf("  highest", figures, "max", options)];
}

function lineOf(name: string, figures: RunFigures, line: Line, { budget }: SimulateOptions): string {
  const accuracies = tabledLabels(budget).map((labels) => {
    const spread = accuracySpreadAt(figures, labels);
    return spread ? percent(spread[line]) : "-";
  });
  const area = figures.area ? percent(figures.area[line]) : "-";
  return row(name, area, accuracies, [toTarget(figures, line, budget), saved(figures, line)]);
}

function toTarget({ toTarget: { perSeed, median }, curve }: RunFigures, line: Line, budget: number): string {
  if (line === "median") return spentLabels(median, curve, budget);
  const labels = perSeed.map((value) => value ?? Number.POSITIVE_INFINITY);
  const end = line === "min" ? Math.min(...labels) : Math.max(...labels);
  return spentLabels(Number.isFinite(end) ? end : null, curve, budget);
}

/** Beneath the figure stand the ends of its interval; an end that lies beyond the curves is left out. */
function saved({ saved: savings }: RunFigures, line: Line): string {
  const at = savings?.atRandomsBudget;
  if (!at) return "";
  if (line === "median") return savedLabels(at);
  const end = line === "min" ? at.low : at.high;
  return end === null ? "?" : String(Math.round(end));
}

function row(name: string, area: string, accuracies: readonly string[], [target, saving]: [string, string]) {
  return [
    name.padEnd(WIDTHS.name),
    area.padStart(WIDTHS.area - 1),
    ...accuracies.map((cell) => cell.padStart(WIDTHS.accuracy)),
    target.padStart(WIDTHS.target),
    saving.padStart(WIDTHS.saved),
  ]
    .join("")
    .trimEnd();
}

function legend(figures: readonly RunFigures[], options: SimulateOptions): string {
  const sentences = [
    "Test accuracy in per cent after so many labels: the median over the seeds, the lowest and the highest.",
    "Area: mean accuracy from the first point to the budget.",
    targetNote(options.target),
  ];
  if (figures.some(({ saved: savings }) => savings)) {
    sentences.push(
      "Saved: the labels that random needed for the accuracy it ends with, less those that the strategy needed; beneath, the 95 % bootstrap interval over the seeds (? = beyond the curves).",
    );
  }
  if (options.seeds > 1)
    sentences.push(`The encoder is ${ENCODER_NOTE}: its draw is no part of their spread.`);
  return sentences.flatMap(wrap).join("\n");
}

/** Lines of at most 80 columns, broken at spaces. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 80)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
