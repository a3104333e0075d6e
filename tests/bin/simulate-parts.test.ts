import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { compareTable } from "@/bin/simulate/compare-table";
import { parseFlags, type SimulateOptions } from "@/bin/simulate/options";
import { axis, spreadOut } from "@/lib/simulations/report/axis";
import { figuresOf } from "@/lib/simulations/report/figures";
import type { FinishedRun } from "@/lib/simulations/report/finished-run";
import { htmlReport } from "@/lib/simulations/report/html-report";
import { runSimulate } from "./run-simulate";
import { writeTopicData } from "./topic-data";

const directory = mkdtempSync(join(tmpdir(), "winnow-simulate-parts-"));
const data = join(directory, "topics");
beforeAll(() => writeTopicData(data, { train: 80, test: 40 }));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = undefined;
});

const defaults = {
  encoder: "auto",
  budget: "100",
  batch: "50",
  seeds: "2",
  target: "0.8",
  format: "table",
} as const;

const optionsOf = (flags: Partial<Parameters<typeof parseFlags>[0]>): SimulateOptions =>
  parseFlags({ ...defaults, data: ["news"], ...flags });

/** Two seeds with these accuracies at 50 and 100 labels. */
function run(strategy: string, seeds: [number, number][], rest: Partial<FinishedRun> = {}): FinishedRun {
  const points = seeds.flatMap((accuracies, seed) =>
    accuracies.map((accuracy, i) => ({
      seed,
      labels: 50 * (i + 1),
      accuracy,
      macroF1: accuracy,
      logLoss: 1,
      calibrationError: 0.1,
      encoder: "text-cooccurrence",
      learner: "linear",
      seconds: 0.1,
    })),
  );
  const sizes = { encoder: "text", classCount: 4, poolSize: 11601, testSize: 7600 };
  return { data: "news", dataName: "news", learner: "auto", strategy, ...sizes, points, ...rest };
}

const margin = run("margin", [
  [0.7, 0.9],
  [0.74, 0.86],
]);
const random = run("random", [
  [0.6, 0.8],
  [0.64, 0.76],
]);

describe("compareTable", () => {
  it("puts median, lowest and highest of every run under each other", () => {
    const options = optionsOf({ strategy: ["margin", "random"] });
    // Random ends with 0.78, which margin's median reaches at 50 + 50·0.06/0.16 = 68.75 labels. The least is saved
    // where random ends with 0.8, which either seed of margin reaches at 75; the most where it ends with 0.76 and
    // margin's second seed gets there at 50 + 50·0.02/0.12 = 58.3.
    expect(compareTable(figuresOf([margin, random], options), options)).toContain(
      `news: 4 classes, pool 11,601, test 7,600, text, 2 seeds
strategy            area    20    50   100   to 80 %    saved
─────────────────────────────────────────────────────────────
margin              80.0     -  72.0  88.0       100       31
  lowest            80.0     -  70.0  86.0       100       25
  highest           80.0     -  74.0  90.0       100       42
random              70.0     -  62.0  78.0      >100
  lowest            70.0     -  60.0  76.0       100
  highest           70.0     -  64.0  80.0      >100
`,
    );
  });

  it("keeps to 80 columns with six label counts, long names and several learners", () => {
    const options = optionsOf({
      strategy: ["least-confidence", "random"],
      learner: ["auto", "linear"],
      budget: "1000",
    });
    const runs = ["auto", "linear"].flatMap((learner) => [
      { ...margin, strategy: "least-confidence", learner },
      { ...random, learner },
    ]);
    const text = compareTable(figuresOf(runs, options), options);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(text).toMatch(/^least-confidence, linear\n {2}median .* 72\.0 {2}88\.0 {5}- {5}-/m);
  });
});

describe("htmlReport", () => {
  const context = { version: "1.2.3", machine: "2 × <fast>", date: new Date("2026-01-02T03:04:05Z") };

  it("tells what ran, what was saved, and escapes all of it", () => {
    const options = optionsOf({ data: ["a<b>&c"], strategy: ["margin", "random"] });
    const runs = [margin, random].map((one) => ({ ...one, dataName: "a<b>&c" }));
    const html = htmlReport(figuresOf(runs, options), options, context);
    expect(html).toContain("<h2>a&lt;b&gt;&amp;c</h2>");
    expect(html).toContain("2 × &lt;fast&gt;");
    expect(html).not.toContain("<fast>");
    expect(html).toContain("2026-01-02T03:04:05.000Z");
    expect(html).toContain("100 labels in batches of 50");
    expect(html).toContain("<td>31<small>95 %: 25 to 42</small><small>accuracy 78.0 %</small></td>");
    expect(html).toContain("<td>≥0<small>95 %: at least 0</small><small>accuracy 88.0 %</small></td>");
    expect(html).toContain("<dd>auto, fitted once, with one random draw, for all seeds</dd>");
  });

  it("calls what it was told names for by them, with the ids beside what ran, and all else by its id", () => {
    const options = optionsOf({ strategy: ["margin", "random"], learner: ["auto", "linear"] });
    const names = {
      strategies: { margin: "Smallest <margin>" },
      learners: { auto: "Automatic" },
      encoders: {},
    };
    const figures = figuresOf([margin, random], options, names);
    expect(figures.map(({ name }) => name)).toEqual(["Smallest <margin>, Automatic", "random, Automatic"]);
    const html = htmlReport(figures, options, { ...context, names });
    expect(html).toContain("<dd>Smallest &lt;margin&gt; (margin), random</dd>");
    expect(html).toContain("<dd>Automatic (auto), linear</dd>");
  });

  it("heads names alike everywhere, and gives the baselines of two learners lines of their own", () => {
    const options = optionsOf({ strategy: ["margin", "random"], learner: ["auto", "linear"] });
    const runs = ["auto", "linear"].flatMap((learner) =>
      [margin, random].map((one) => ({ ...one, learner })),
    );
    const html = htmlReport(figuresOf(runs, options), options, context);
    expect(html.match(/<th scope="col">strategy, learner<\/th>/g)).toHaveLength(2);
    expect(compareTable(figuresOf(runs, options), options)).toMatch(/^strategy, learner +area/m);
    const styles = [...html.matchAll(/<th scope="row" class="(.*?)">(.*?)<\/th>/g)].slice(0, 4);
    expect(styles.map(([, style, name]) => [name, style])).toEqual([
      ["margin, auto", "c0"],
      ["random, auto", "baseline base0 pattern0"],
      ["margin, linear", "c1"],
      ["random, linear", "baseline base1 pattern1"],
    ]);
  });

  it("names the target above the picture, and at a phone's width the curves beneath it", () => {
    const options = optionsOf({ strategy: ["margin", "random"] });
    const html = htmlReport(figuresOf([margin, random], options), options, context);
    const [wide, narrow] = [...html.matchAll(/<svg class="(?:wide|narrow)"[\s\S]*?<\/svg>/g)].map(
      ([svg]) => svg,
    );
    for (const svg of [wide!, narrow!]) {
      expect(svg).toMatch(/<text class="title" x="[\d.]+" y="12">target 80 %<\/text>/);
      expect(svg.match(/<text class="tick"[^>]*text-anchor="middle"/g)!.length).toBeGreaterThanOrEqual(4);
      expect(svg.match(/<text class="tick"[^>]*text-anchor="end"/g)!.length).toBeGreaterThanOrEqual(5);
    }
    expect([wide, narrow].map((svg) => svg!.includes('class="name'))).toEqual([true, false]);
    expect(html).toMatch(/<ul class="key">.*margin<\/li>.*random<\/li><\/ul>/);
  });

  it("draws a single point and a run without any", () => {
    const options = optionsOf({ strategy: ["margin", "random"], budget: "50" });
    const one = { ...margin, points: margin.points.slice(0, 1) };
    const html = htmlReport(figuresOf([one, { ...random, points: [] }], options), options, context);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
    expect(html).toContain("margin, 50 labels: 70.0 %");
  });
});

it("labels to a target that the first point reaches are marked as perhaps fewer, in table, report and notes", () => {
  const options = optionsOf({ strategy: ["margin"], target: "0.7" });
  const figures = figuresOf([margin], options);
  expect(figures[0]!.toTarget).toEqual({ perSeed: [50, 50], median: 50 });
  const text = compareTable(figures, options);
  expect(text).toMatch(/^margin .* ≤50$/m);
  expect(text).toContain("≤: at the first point already");
  const context = { version: "1.2.3", machine: "2 × fast", date: new Date("2026-01-02T03:04:05Z") };
  const html = htmlReport(figures, options, context);
  expect(html).toContain("<td>≤50</td>");
  expect(html).toContain("≤: at the first point already");
});

describe("axis", () => {
  it("takes steps of 1, 2 or 5 and rounds its ends outwards when asked", () => {
    expect(axis([20, 200], [0, 260], 4.5, false).ticks).toEqual([50, 100, 150, 200]);
    expect(axis([0.855, 0.99], [252, 0], 6.3, true).ticks).toHaveLength(9);
    expect(axis([0.62, 0.93], [100, 0], 4, true).ticks.map((tick) => tick.toFixed(1))).toEqual([
      "0.6",
      "0.7",
      "0.8",
      "0.9",
      "1.0",
    ]);
    expect(axis([10, 200], [0, 190], 4, false).ticks).toEqual([50, 100, 150, 200]);
    expect(axis([10, 200], [0, 190], 4, false).position(105)).toBe(95);
  });
});

describe("spreadOut", () => {
  it("moves names apart, keeps their order and stays above the end", () => {
    expect(spreadOut([10, 12, 50], 16, 100)).toEqual([10, 26, 50]);
    expect(spreadOut([95, 90], 16, 100)).toEqual([100, 84]);
  });
});

describe("winnow simulate refuses with exit code 2, before it computes anything,", () => {
  const foreign = join(directory, "notes.txt");
  beforeAll(() => writeFileSync(foreign, "milk\nbread\n"));

  it.each([
    [
      "an unknown strategy among known ones",
      ["--strategy", "margin,guess"],
      /no query strategy "guess"\. Choose one of: auto/,
    ],
    [
      "a strategy named twice",
      ["--strategy", "margin", "--strategy", "random,margin"],
      /--strategy names margin twice/,
    ],
    ["an empty name", ["--strategy", "margin,"], /--strategy "margin," cannot be used/],
    ["a data set named twice", ["--data", `${data}/../topics`], /--data names .* twice/],
    [
      "a second data set that is missing",
      ["--data", "/no/such/place"],
      /There is no directory \/no\/such\/place/,
    ],
    ["no jobs", ["--jobs", "0"], /--jobs 0 cannot be used/],
    [
      "a resume file of somebody else's",
      ["--resume", foreign],
      /notes\.txt cannot be used: line 1 was not written by/,
    ],
    [
      "a resume file that is a directory",
      ["--resume", directory],
      /--resume .* cannot be used: it is not a file/,
    ],
    [
      "a resume file that is a device",
      ["--resume", "/dev/zero"],
      /\/dev\/zero cannot be used: it is not a file/,
    ],
    [
      "one file for report and resume",
      ["--report", join(directory, "both"), "--resume", join(directory, "..", basename(directory), "both")],
      /--report and --resume both name/,
    ],
    ["a report without a name", ["--report", ""], /cannot be written: its name is empty/],
    [
      "a report in no directory",
      ["--report", join(directory, "no", "r.html")],
      /--report .* cannot be written: ENOENT/,
    ],
    ["a report that is a directory", ["--report", directory], /cannot be written: it is a directory/],
  ])("%s", async (_, args, message) => {
    const { out, err, exitCode } = await runSimulate("--data", data, "--budget", "20", ...args);
    expect([out, exitCode]).toEqual(["", 2]);
    expect(err).toMatch(message);
    expect(readFileSync(foreign, "utf8")).toBe("milk\nbread\n");
  });
});

it("winnow simulate --format table prints the table and nothing else", async () => {
  const args = ["--data", data, "--strategy", "margin,random", "--budget", "20", "--seeds", "1"];
  const { out, err } = await runSimulate(...args, "--format", "table");
  expect(err).toBe("");
  expect(out).toMatch(/^topics: 2 classes, pool \d+, test 40, text-cooccurrence, 1 seed\n/);
  expect(out).toMatch(/^margin +[\d.]+ .*\nrandom +[\d.]+ /m);
});
