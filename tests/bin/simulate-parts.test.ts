import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { registerSimulate } from "@/bin/commands/simulate";
import { compareTable } from "@/bin/simulate/compare-table";
import { figuresOf } from "@/bin/simulate/figures";
import { InOrder } from "@/bin/simulate/in-order";
import { parseFlags, type SimulateOptions } from "@/bin/simulate/options";
import type { SimulationBase } from "@/bin/simulate/play-seed";
import { playSeeds } from "@/bin/simulate/play-seeds";
import { ProgressBar, progressLine } from "@/bin/simulate/progress-bar";
import { axis, spreadOut } from "@/bin/simulate/report/axis";
import { htmlReport } from "@/bin/simulate/report/html-report";
import { openResumeFile } from "@/bin/simulate/resume-file";
import type { FinishedRun, Progress } from "@/bin/simulate/run-simulations";
import { writeTopicData } from "./topic-data";

const directory = mkdtempSync(join(tmpdir(), "winnow-simulate-parts-"));
const data = join(directory, "topics");
beforeAll(() => writeTopicData(data, { train: 80, test: 40 }));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => {
  vi.restoreAllMocks();
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
      learner: "linear",
      seconds: 0.1,
    })),
  );
  const sizes = { encoder: "text", classCount: 4, poolSize: 11601, testSize: 7600 };
  return { data: "news", learner: "auto", strategy, ...sizes, points, ...rest };
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
test accuracy, %    area    20    50   100   to 80 %    saved
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
    const runs = [margin, random].map((one) => ({ ...one, data: "a<b>&c" }));
    const html = htmlReport(figuresOf(runs, options), options, context);
    expect(html).toContain("<h2>a&lt;b&gt;&amp;c</h2>");
    expect(html).toContain("2 × &lt;fast&gt;");
    expect(html).not.toContain("<fast>");
    expect(html).toContain("2026-01-02T03:04:05.000Z");
    expect(html).toContain("100 labels in batches of 50");
    expect(html).toContain("<td>31<small>25 to 42</small><small>at 78.0 %</small></td>");
    expect(html).toContain("<td>≥0<small>0 or more</small><small>at 88.0 %</small></td>");
  });

  it("draws a single point and a run without any", () => {
    const options = optionsOf({ strategy: ["margin", "random"], budget: "50" });
    const one = { ...margin, points: margin.points.slice(0, 1) };
    const html = htmlReport(figuresOf([one, { ...random, points: [] }], options), options, context);
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
    expect(html).toContain("margin, 50 labels: 70.0 %");
  });
});

describe("axis", () => {
  it("takes steps of 1, 2 or 5 and rounds its ends outwards when asked", () => {
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

describe("InOrder", () => {
  it("passes values on in the order of tasks, whatever order they come in", () => {
    const anyOrder = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    fc.assert(
      fc.property(anyOrder, (order) => {
        const passed: string[] = [];
        const ordered = new InOrder<string>((task, value) => passed.push(`${task}${value}`));
        for (const value of ["a", "b"]) for (const task of order) ordered.add(task, value);
        for (const task of order) ordered.finish(task);
        expect(passed).toEqual(["0a", "0b", "1a", "1b", "2a", "2b", "3a", "3b"]);
      }),
    );
  });
});

describe("the progress bar", () => {
  const state: Progress = { seedsDone: 3, seeds: 10, share: 0.35, freshShare: 0.25 };

  it("shows share, seeds and the time that is left", () => {
    expect(progressLine(state, 130)).toBe("███████░░░░░░░░░░░░░  35 %  3 of 10 seeds, 3 min left");
    expect(progressLine(state, null)).toBe("███████░░░░░░░░░░░░░  35 %  3 of 10 seeds");
    expect(progressLine({ doing: "encoding", share: 1 }, null)).toBe("████████████████████ 100 %  encoding");
    expect(progressLine({ doing: "x".repeat(300), share: 0 }, null).length).toBeLessThan(80);
  });

  it("writes to a terminal only", () => {
    const written = (isTTY: boolean) => {
      const texts: string[] = [];
      const stream = { isTTY, write: (text: string) => texts.push(text) } as unknown as NodeJS.WriteStream;
      const bar = new ProgressBar(stream);
      bar.show(state);
      bar.clear();
      return texts;
    };
    expect(written(false)).toEqual([]);
    expect(written(true)).toHaveLength(2);
  });
});

describe("openResumeFile", () => {
  const key = {
    version: "1",
    samples: "abc",
    encoder: "auto",
    learner: "auto",
    strategy: "margin",
    budget: 100,
    batch: 50,
    seed: 0,
  };
  const seed = { encoder: "text", points: margin.points.slice(0, 2) };

  it("finds what was added, by all of its key", () => {
    const path = join(directory, "seeds.jsonl");
    const file = openResumeFile(path);
    file.add(key, seed);
    file.close();
    const again = openResumeFile(path);
    expect(again.find(Object.fromEntries(Object.entries(key).reverse()) as typeof key)).toEqual(seed);
    for (const [field, value] of Object.entries(key)) {
      const other = { ...key, [field]: typeof value === "number" ? value + 1 : `${value}x` };
      expect(again.find(other), field).toBeNull();
    }
    again.close();
  });

  it("cuts a half-written last line off, wherever it was cut", () => {
    const path = join(directory, "whole.jsonl");
    const file = openResumeFile(path);
    file.add(key, seed);
    file.close();
    const line = readFileSync(path);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: line.length - 1 }), (length) => {
        const torn = join(directory, "torn.jsonl");
        writeFileSync(torn, Buffer.concat([line, line.subarray(0, length)]));
        const opened = openResumeFile(torn);
        expect(opened.find(key)).toEqual(seed);
        opened.add({ ...key, seed: 1 }, seed);
        opened.close();
        expect(readFileSync(torn, "utf8").split("\n")).toHaveLength(3);
      }),
      { numRuns: 20 },
    );
  });
});

describe("openResumeFile on lines that it cannot use", () => {
  it("passes over a seed that another version wrote in another shape", () => {
    const path = join(directory, "newer.jsonl");
    writeFileSync(path, '{"winnowSimulation":1,"key":{"version":"9"},"curves":[]}\n');
    const file = openResumeFile(path);
    file.close();
    expect(readFileSync(path, "utf8")).toContain("curves");
  });

  it.each([
    ["a line that is damaged in the middle of the file", '{"winnowSimulation":1,"key"\n{}\n', /line 1/],
    ["a last line of somebody else's", "milk", /its last line/],
  ])("refuses %s and leaves the file alone", (_, text, message) => {
    const path = join(directory, "foreign.jsonl");
    writeFileSync(path, text);
    expect(() => openResumeFile(path)).toThrow(message);
    expect(readFileSync(path, "utf8")).toBe(text);
  });
});

describe("playSeeds in threads", () => {
  const thread = (onTask: string) =>
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { parentPort } from "node:worker_threads";
        parentPort.on("message", (task) => {
          if (task === null) return parentPort.close();
          ${onTask}
        });`)}`,
    );
  const tasks = [0, 1, 2].map((seed) => ({ learner: "linear", strategy: "margin", seed }));
  const base = {} as SimulationBase;

  it("plays each task once, on as many threads as there are jobs", async () => {
    const script = thread(
      `parentPort.postMessage({ type: "point", point: { seed: task.seed } });
       parentPort.postMessage({ type: "done" });`,
    );
    const heard: string[] = [];
    await playSeeds(
      base,
      tasks,
      { jobs: 2, script },
      {
        onPoint: ({ seed }, point) => heard.push(`${seed}: point of ${point.seed}`),
        onDone: ({ seed }) => heard.push(`${seed}: done`),
      },
    );
    expect(heard.sort()).toEqual(tasks.flatMap(({ seed }) => [`${seed}: done`, `${seed}: point of ${seed}`]));
  });

  it.each([
    [
      "reports an error",
      'parentPort.postMessage({ type: "failed", message: "bad labels", code: "non-finite" });',
      { message: "bad labels", code: "non-finite", retryable: false },
    ],
    ["throws", 'throw new Error("out of memory");', { message: "out of memory" }],
    ["ends", "process.exit(3);", { message: "A thread of the simulation ended with code 3." }],
  ])("fails when a thread %s", async (_, onTask, error) => {
    const quiet = { onPoint: () => {}, onDone: () => {} };
    await expect(playSeeds(base, tasks, { jobs: 2, script: thread(onTask) }, quiet)).rejects.toMatchObject(
      error,
    );
  });

  it("fails when what was played cannot be kept", async () => {
    const script = thread('parentPort.postMessage({ type: "done" });');
    const full = {
      onPoint: () => {},
      onDone: () => {
        throw new Error("no space left");
      },
    };
    await expect(playSeeds(base, tasks, { jobs: 2, script }, full)).rejects.toThrow("no space left");
  });
});

/** Runs the command in this process. */
async function command(...args: string[]) {
  const captured = { out: "", err: "" };
  const capture = (stream: "out" | "err") => (text: string | Uint8Array) => {
    captured[stream] += String(text);
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(capture("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(capture("err"));
  const program = new Command();
  registerSimulate(program);
  await program.parseAsync(["simulate", ...args], { from: "user" });
  vi.restoreAllMocks();
  return { ...captured, exitCode: process.exitCode };
}

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
    ["a resume file that is a directory", ["--resume", directory], /--resume .* cannot be used: EISDIR/],
    [
      "a report in no directory",
      ["--report", join(directory, "no", "r.html")],
      /--report .* cannot be written: ENOENT/,
    ],
    ["a report that is a directory", ["--report", directory], /cannot be written: it is a directory/],
  ])("%s", async (_, args, message) => {
    const { out, err, exitCode } = await command("--data", data, "--budget", "20", ...args);
    expect([out, exitCode]).toEqual(["", 2]);
    expect(err).toMatch(message);
    expect(readFileSync(foreign, "utf8")).toBe("milk\nbread\n");
  });
});

it("winnow simulate --format table prints the table and nothing else", async () => {
  const args = ["--data", data, "--strategy", "margin,random", "--budget", "20", "--seeds", "1"];
  const { out, err } = await command(...args, "--format", "table");
  expect(err).toBe("");
  expect(out).toMatch(/^topics: 2 classes, pool \d+, test 40, text-cooccurrence, 1 seed\n/);
  expect(out).toMatch(/^margin +[\d.]+ .*\nrandom +[\d.]+ /m);
});
