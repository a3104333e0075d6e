import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { InOrder } from "@/bin/simulate/in-order";
import type { SimulationBase } from "@/bin/simulate/play-seed";
import { playSeeds } from "@/bin/simulate/play-seeds";
import { ProgressBar, progressLine } from "@/bin/simulate/progress-bar";
import { openResumeFile } from "@/bin/simulate/resume-file";
import type { SeedProgress } from "@/bin/simulate/run-simulations";

const directory = mkdtempSync(join(tmpdir(), "winnow-simulate-seeds-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const point = {
  seed: 0,
  labels: 50,
  accuracy: 0.7,
  macroF1: 0.6,
  logLoss: 1,
  calibrationError: 0.1,
  encoder: "text-cooccurrence",
  learner: "linear",
  seconds: 0.1,
};

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
  const state: SeedProgress = { seedsDone: 3, seeds: 10, runs: 1, share: 0.35, freshShare: 0.25 };

  it("shows share, seeds and the time that is left", () => {
    expect(progressLine(state, 130)).toBe("███████░░░░░░░░░░░░░  35 %  3 of 10 seeds done, 3 min left");
    expect(progressLine(state, null)).toBe("███████░░░░░░░░░░░░░  35 %  3 of 10 seeds done");
    expect(progressLine({ doing: "encoding", share: 1 }, null)).toBe("████████████████████ 100 %  encoding");
    expect(progressLine({ doing: "x".repeat(300), share: 0 }, null).length).toBeLessThan(80);
  });

  it("tells what the seeds of several runs are counted from, where the line has room", () => {
    const many = { ...state, seedsDone: 5, seeds: 16, runs: 4 };
    expect(progressLine(many, 130)).toBe(
      "███████░░░░░░░░░░░░░  35 %  5 of 16 done (4 runs × 4 seeds), 3 min left",
    );
    const more = { ...state, seedsDone: 1000, seeds: 20_000, runs: 2000 };
    expect(progressLine(more, 100_000)).toBe(
      "███████░░░░░░░░░░░░░  35 %  1000 of 20000 done, 27 h 47 min left",
    );
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
    engine: "def",
    samples: "abc",
    encoder: "auto",
    learner: "auto",
    strategy: "margin",
    budget: 100,
    batch: 50,
    seed: 0,
  };
  const seed = { points: [point] };

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

  it("knows a seed that another version of the engine finished, until this one has", () => {
    const path = join(directory, "engines.jsonl");
    const { engine: _, ...older } = key;
    const line = JSON.stringify({ winnowSimulation: 1, key: older, ...seed });
    writeFileSync(path, `${line}\n`);
    const file = openResumeFile(path);
    expect([file.find(key), file.isOutdated(key)]).toEqual([null, true]);
    expect(file.isOutdated({ ...key, seed: 1 })).toBe(false);
    file.add(key, seed);
    expect([file.find(key), file.isOutdated(key)]).toEqual([seed, false]);
    file.close();
    const again = openResumeFile(path);
    expect([again.isOutdated(key), again.isOutdated({ ...key, version: "2" })]).toEqual([false, true]);
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
