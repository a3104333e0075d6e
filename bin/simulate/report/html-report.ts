import type { LabelsSaved } from "@/lib/learning/evaluation/labels-saved";
import { accuracySpreadAt, groupByData, type RunFigures, type Spread, tabledLabels } from "../figures";
import { count, labelsOrMore, percent, savedLabels, targetName } from "../format-figures";
import type { SimulateOptions } from "../options";
import { type ChartSize, curveChart } from "./curve-chart";
import { escapeHtml } from "./escape-html";
import { curveStyle, style } from "./style";

export interface ReportContext {
  readonly version: string;
  readonly machine: string;
  readonly date: Date;
}

const sizes: readonly ChartSize[] = [
  { width: 990, height: 440, style: "wide" },
  { width: 330, height: 320, style: "narrow" },
];

/** The whole report as one HTML document that asks nothing of anybody: no script, no font, no picture from elsewhere. */
export function htmlReport(
  figures: readonly RunFigures[],
  options: SimulateOptions,
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
${groups.map((group) => dataSection(group, options)).join("\n")}
${whatRan(figures, options, context)}
</main>
</body>
</html>
`;
}

function dataSection(figures: readonly RunFigures[], options: SimulateOptions): string {
  const { run, dataName } = figures[0]!;
  const series = figures.map(({ name, curve, run: { strategy } }, i) => ({
    name,
    curve,
    style: curveStyle(i, strategy === "random"),
  }));
  const facts = `${run.classCount} classes, pool ${count(run.poolSize)}, test ${count(run.testSize)}, encoder ${run.encoder}`;
  const seeds =
    options.seeds === 1 ? "one seed" : `median of ${options.seeds} seeds, band: lowest to highest seed`;
  const title = `Test accuracy by labels spent on ${dataName}: ${seeds}`;
  return `<section>
<h2>${escapeHtml(dataName)}</h2>
<p class="facts">${escapeHtml(facts)}. Line: ${escapeHtml(seeds)}.</p>
${sizes.map((size) => curveChart(title, series, options.target, size)).join("\n")}
${table(figures, series, options)}
${savings(figures, options)}
</section>`;
}

function table(
  figures: readonly RunFigures[],
  series: readonly { readonly style: string }[],
  options: SimulateOptions,
): string {
  const columns = tabledLabels(options.budget);
  const hasSavings = figures.some(({ saved }) => saved);
  const heads = [
    "area",
    ...columns.map((labels) => `${labels} labels`),
    `to ${targetName(options.target)}`,
    ...(hasSavings ? ["labels saved"] : []),
  ];
  const rows = figures.map((one, i) => {
    const cells = [
      spreadCell(one.area),
      ...columns.map((labels) => spreadCell(accuracySpreadAt(one, labels))),
      `<td>${escapeHtml(labelsOrMore(one.toTarget.median, options.budget))}</td>`,
      ...(hasSavings ? [savedCell(one.saved?.atRandomsBudget ?? null)] : []),
    ];
    return `<tr><th scope="row" class="${series[i]!.style}">${escapeHtml(one.name)}</th>${cells.join("")}</tr>`;
  });
  const beneath = options.seeds === 1 ? "" : ", beneath it the lowest and the highest seed";
  return `<div class="scroll" tabindex="0" role="region" aria-label="Figures"><table>
<caption>Test accuracy in per cent${beneath}</caption>
<thead><tr><th scope="col">strategy</th>${heads.map((head) => `<th scope="col">${escapeHtml(head)}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>`;
}

function spreadCell(spread: Spread | null): string {
  if (!spread) return "<td>–</td>";
  const ends =
    spread.min === spread.max ? "" : `<small>${percent(spread.min)}–${percent(spread.max)}</small>`;
  return `<td>${percent(spread.median)}${ends}</td>`;
}

function savedCell(saved: LabelsSaved | null): string {
  if (!saved) return "<td></td>";
  return `<td>${escapeHtml(savedLabels(saved))}<small>${escapeHtml(intervalOf(saved))}</small></td>`;
}

/** Each saving in a sentence. */
function savings(figures: readonly RunFigures[], { budget, target }: SimulateOptions): string {
  const items = figures.flatMap(({ name, saved }) => {
    if (!saved) return [];
    const about = [
      ["that random ends with", saved.atRandomsBudget],
      [`that it ends with itself`, saved.atBudget],
      ["of the target", saved.atTarget],
    ] as const;
    return about.flatMap(([which, one]) =>
      one
        ? [
            `<li><b>${escapeHtml(name)}</b>, at the accuracy ${which} (${targetName(one.accuracy)}): ${escapeHtml(savedSentence(one, budget))}</li>`,
          ]
        : [],
    );
  });
  if (items.length === 0) return "";
  return `<h3>Labels saved against random</h3>
<p class="facts">Labels random needed for an accuracy, less those the strategy needed, with the 95 % bootstrap interval over the seeds. The table shows the saving at the accuracy that random ends with; the target is ${targetName(target)}.</p>
<ul>
${items.join("\n")}
</ul>`;
}

function savedSentence(saved: LabelsSaved, budget: number): string {
  const { labels, atLeast, atMost } = saved;
  if (labels !== null) return `${Math.round(labels)} (${intervalOf(saved)}).`;
  if (atLeast !== null) {
    return `at least ${Math.round(atLeast)} (${intervalOf(saved)}): random does not get there within ${budget} labels.`;
  }
  if (atMost !== null) {
    return `at most ${Math.round(atMost)} (${intervalOf(saved)}): it does not get there within ${budget} labels.`;
  }
  return `not known: neither gets there within ${budget} labels.`;
}

/** An end beyond the curves is open. */
function intervalOf({ low, high }: LabelsSaved): string {
  if (low === null && high === null) return "interval open";
  if (low === null) return `up to ${Math.round(high!)}`;
  return high === null ? `${Math.round(low)} or more` : `${Math.round(low)} to ${Math.round(high)}`;
}

function whatRan(
  figures: readonly RunFigures[],
  options: SimulateOptions,
  { version, machine, date }: ReportContext,
): string {
  const wall = figures.flatMap(({ run }) => run.points).reduce((sum, { seconds }) => sum + seconds, 0);
  const entries: readonly (readonly [string, string])[] = [
    ["Data", options.data.join(", ")],
    ["Encoder", options.encoder],
    ["Learners", options.learners.join(", ")],
    ["Strategies", options.strategies.join(", ")],
    ["Budget", `${options.budget} labels in batches of ${options.batch}`],
    ["Seeds", options.seeds === 1 ? "0" : `0 to ${options.seeds - 1}`],
    [
      "Pool",
      options.pool === null ? "all training samples" : `${count(options.pool)} training samples, drawn once`,
    ],
    ["Test", options.test === null ? "all test samples" : `${count(options.test)} test samples, drawn once`],
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
