import { noNames, type ReportNames } from "@/lib/contracts/report-names";
import type { LabelsSaved } from "@/lib/learning/evaluation/labels-saved";
import { type ChartSize, curveChart, curveKey } from "./curve-chart";
import { escapeHtml } from "./escape-html";
import {
  accuracySpreadAt,
  BASELINE,
  groupByData,
  nameHeading,
  type RunFigures,
  type Spread,
  tabledLabels,
} from "./figures";
import type { ReportOptions } from "./finished-run";
import {
  count,
  ENCODER_NOTE,
  percent,
  savedLabels,
  spentLabels,
  targetName,
  targetNote,
} from "./format-figures";
import { encoderNames, nameWithId } from "./names-by-id";
import { curveStyles, style } from "./style";

export interface ReportContext {
  readonly version: string;
  readonly machine: string;
  readonly date: Date;
  /** How one set of samples was cut into pool and test part; left out where it came in two parts. */
  readonly split?: string;
  /** Left out where everything goes by its id. */
  readonly names?: ReportNames;
}

const sizes: readonly ChartSize[] = [
  { width: 990, height: 440, style: "wide", hasNames: true },
  { width: 330, height: 320, style: "narrow", hasNames: false },
];

/** The whole report as one HTML document that asks nothing of anybody: no script, no font, no picture from elsewhere. */
export function htmlReport(
  figures: readonly RunFigures[],
  options: ReportOptions,
  context: ReportContext,
): string {
  const groups = groupByData(figures);
  const title = `Learning curves: ${groups.map(([first]) => first!.dataName).join(", ")}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="facts">Made by winnow simulate ${escapeHtml(context.version)} on ${context.date.toISOString().slice(0, 10)}</p>
${groups.map((group) => dataSection(group, options, context)).join("\n")}
${whatRan(figures, options, context)}
</main>
</body>
</html>
`;
}

/** Where tables are wider than the screen. */
const SIDEWAYS = '<span class="sideways"> The table scrolls sideways.</span>';

interface Row {
  readonly figures: RunFigures;
  /** The class of its colour. */
  readonly style: string;
}

function dataSection(
  figures: readonly RunFigures[],
  options: ReportOptions,
  { names = noNames }: ReportContext,
): string {
  const { run, dataName } = figures[0]!;
  const styles = curveStyles(figures.map(({ run: { strategy } }) => strategy === BASELINE));
  const rows = figures.map((one, i) => ({ figures: one, style: styles[i]! }));
  const series = rows.map(({ figures: { name, curve }, style: colour }) => ({ name, curve, style: colour }));
  const facts = `${run.classCount} classes, pool ${count(run.poolSize)}, test ${count(run.testSize)}, encoder ${encoderNames(names, run.encoder)}${options.seeds === 1 ? "" : ", fitted once for all seeds"}`;
  const seeds =
    options.seeds === 1 ? "one seed" : `median of ${options.seeds} seeds, band: lowest to highest seed`;
  const title = `Test accuracy by labels spent on ${dataName}: ${seeds}`;
  return `<section>
<h2>${escapeHtml(dataName)}</h2>
<p class="facts">${escapeHtml(facts)}. Line: ${escapeHtml(seeds)}.</p>
${sizes.map((size) => curveChart(title, series, options.target, size)).join("\n")}
${curveKey(series)}
${accuracyTable(rows, options)}
${savingsTable(rows, options)}
</section>`;
}

function accuracyTable(rows: readonly Row[], options: ReportOptions): string {
  const columns = tabledLabels(options.budget);
  const hasSavings = rows.some(({ figures }) => figures.saved);
  const heads = [
    nameHeading(options),
    "area",
    ...columns.map((labels) => `${labels} labels`),
    `to ${targetName(options.target)}`,
    ...(hasSavings ? ["labels saved"] : []),
  ];
  const body = rows.map(({ figures, style: colour }) => {
    const cells = [
      spreadCell(figures.area),
      ...columns.map((labels) => spreadCell(accuracySpreadAt(figures, labels))),
      `<td>${escapeHtml(spentLabels(figures.toTarget.median, figures.curve, options.budget))}</td>`,
      ...(hasSavings ? [savedCell(figures.saved?.atRandomsBudget ?? null)] : []),
    ];
    return `<tr><th scope="row" class="${colour}">${escapeHtml(figures.name)}</th>${cells.join("")}</tr>`;
  });
  const beneath = options.seeds === 1 ? "" : ", beneath it the lowest and the highest seed";
  return `<p class="caption">Test accuracy in per cent${beneath}. Area: mean accuracy from the first point to the budget. ${escapeHtml(targetNote(options.target))}${SIDEWAYS}</p>
${scrolling("Accuracy", heads, body)}`;
}

function spreadCell(spread: Spread | null): string {
  if (!spread) return "<td>–</td>";
  const ends =
    spread.min === spread.max ? "" : `<small>${percent(spread.min)}–${percent(spread.max)}</small>`;
  return `<td>${percent(spread.median)}${ends}</td>`;
}

function savedCell(saved: LabelsSaved | null, at = ""): string {
  if (!saved) return "<td></td>";
  const { labels, atLeast, atMost } = saved;
  const isKnown = labels !== null || atLeast !== null || atMost !== null;
  const figures = isKnown
    ? `${minus(savedLabels(saved))}<small>${minus(intervalOf(saved))}</small>`
    : "–<small>never reached</small>";
  return `<td>${figures}${at && `<small>${at}</small>`}</td>`;
}

/** An end of the interval that lies beyond the curves is not told. */
function intervalOf({ low, high }: LabelsSaved): string {
  if (low === null && high === null) return "95 %: unknown";
  if (low === null) return `95 %: at most ${Math.round(high!)}`;
  return `95 %: ${high === null ? `at least ${Math.round(low)}` : `${Math.round(low)} to ${Math.round(high)}`}`;
}

function minus(text: string): string {
  return text.replaceAll("-", "−");
}

/** The savings of each strategy at three accuracies. */
function savingsTable(rows: readonly Row[], options: ReportOptions): string {
  const { budget, target } = options;
  const compared = rows.flatMap(({ figures: { name, saved }, style: colour }) =>
    saved ? [{ name, saved, colour }] : [],
  );
  if (compared.length === 0) return "";
  const at = (saved: LabelsSaved | null) => (saved ? `accuracy ${percent(saved.accuracy)} %` : "");
  const body = compared.map(({ name, colour, saved: { atRandomsBudget, atBudget, atTarget } }) =>
    [
      `<tr><th scope="row" class="${colour}">${escapeHtml(name)}</th>`,
      savedCell(atRandomsBudget, at(atRandomsBudget)),
      savedCell(atBudget, at(atBudget)),
      savedCell(atTarget),
      "</tr>",
    ].join(""),
  );
  return `<h3>Labels saved against random</h3>
<p class="caption">Labels that random needed for an accuracy, less those that the strategy needed; beneath it the 95 % bootstrap interval over the seeds, one-sided (at least, at most) where its other end lies beyond the curves. ≥: random does not get there within ${budget} labels; ≤: the strategy does not; –: neither does.${SIDEWAYS}</p>
${scrolling("Labels saved", [nameHeading(options), "where random ends", "where it ends itself", `at the target, ${targetName(target)}`], body)}`;
}

function scrolling(label: string, heads: readonly string[], rows: readonly string[]): string {
  return `<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
<thead><tr>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

function whatRan(
  figures: readonly RunFigures[],
  options: ReportOptions,
  { version, machine, date, split, names = noNames }: ReportContext,
): string {
  const wall = figures.flatMap(({ run }) => run.points).reduce((sum, { seconds }) => sum + seconds, 0);
  const entries: readonly (readonly [string, string])[] = [
    ["Data", options.data.join(", ")],
    ["Encoder", `${nameWithId(names.encoders, options.encoder)}, ${ENCODER_NOTE}`],
    ["Learners", options.learners.map((id) => nameWithId(names.learners, id)).join(", ")],
    ["Strategies", options.strategies.map((id) => nameWithId(names.strategies, id)).join(", ")],
    ["Budget", `${options.budget} labels in batches of ${options.batch}`],
    ["Seeds", options.seeds === 1 ? "0" : `0 to ${options.seeds - 1}`],
    ...(split === undefined ? drawnParts(options) : [["Pool and test", split] as const]),
    ["Target", targetName(options.target)],
    ["Time", `${wall.toFixed(1)} s of playing, all seeds together`],
    ["Machine", machine],
    ["Version", version],
    ["Date", date.toISOString()],
  ];
  return `<section>
<h2>What ran</h2>
<dl>
${entries.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("\n")}
</dl>
</section>`;
}

function drawnParts({ pool, test }: ReportOptions): (readonly [string, string])[] {
  return [
    ["Pool", pool === null ? "all training samples" : `${count(pool)} training samples, drawn once`],
    ["Test", test === null ? "all test samples" : `${count(test)} test samples, drawn once`],
  ];
}
