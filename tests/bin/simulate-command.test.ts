import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTopicData } from "./topic-data";

const directory = mkdtempSync(join(tmpdir(), "winnow-simulate-command-"));
const [sea, hill] = [join(directory, "sea"), join(directory, "hill")];

beforeAll(() => {
  writeTopicData(sea, { train: 160, test: 80 });
  writeTopicData(hill, { train: 140, test: 60 }, 11);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

type Line = Record<string, unknown>;

/** The lines without the time that each took. */
function linesOf(stdout: string): Line[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((text) => {
      const { seconds: _, ...line } = JSON.parse(text) as Line;
      return line;
    });
}

function simulate(...args: string[]) {
  const { status, stdout, stderr } = spawnSync("bin/winnow", ["simulate", ...args], {
    encoding: "utf8",
    timeout: 90_000,
  });
  return { status, stdout, stderr };
}

describe("winnow simulate with several runs", () => {
  const args = ["--data", `${sea},${hill}`, "--strategy", "margin", "--strategy", "random"];
  const size = ["--seeds", "3", "--budget", "40", "--target", "0.9"];
  const report = join(directory, "report.html");

  it("prints the same lines whatever the number of jobs, and the table beside them", () => {
    const alone = simulate(...args, ...size, "--jobs", "1", "--compare");
    const shared = simulate(...args, ...size, "--jobs", "2", "--report", report);
    expect([alone.status, shared.status, shared.stderr]).toEqual([0, 0, ""]);
    const lines = linesOf(alone.stdout);
    expect(linesOf(shared.stdout)).toEqual(lines);

    const runs = [sea, hill].flatMap((data) => ["margin", "random"].map((strategy) => ({ data, strategy })));
    const summaries = lines.filter((line) => line.summary);
    expect(summaries.map(({ data, strategy }) => ({ data, strategy }))).toEqual(runs);
    const points = lines.filter((line) => !line.summary);
    expect(points.map(({ data, strategy, seed, labels }) => [data, strategy, seed, labels])).toEqual(
      runs.flatMap(({ data, strategy }) =>
        [0, 1, 2].flatMap((seed) => [10, 20, 30, 40].map((labels) => [data, strategy, seed, labels])),
      ),
    );
    expect(points[0]).toMatchObject({ encoder: "text-cooccurrence", learnerOption: "auto" });
    expect(alone.stderr).toMatch(/^sea: 2 classes, pool \d+, test 80, text-cooccurrence, 3 seeds$/m);
    expect(alone.stderr).toMatch(/^hill: 2 classes/m);
  }, 90_000);

  it("tells area and labels saved in the summary of a strategy, and none for random itself", () => {
    const { stdout } = simulate("--data", sea, "--strategy", "random,margin", ...size);
    const [random, margin] = linesOf(stdout).filter((line) => line.summary);
    expect(margin!.areaUnderCurve).toBeGreaterThan(0.5);
    expect(random!.labelsSaved).toBeNull();
    const saved = margin!.labelsSaved as Record<string, { accuracy: number }>;
    expect(Object.keys(saved)).toEqual(["atBudget", "atTarget", "atRandomsBudget"]);
    const lastOf = ({ curve }: Line) => (curve as { median: number }[]).at(-1)!.median;
    expect(Object.values(saved).map(({ accuracy }) => accuracy)).toEqual([
      lastOf(margin!),
      0.9,
      lastOf(random!),
    ]);
  }, 90_000);

  it("writes a report that shows each curve and asks nothing of another host", () => {
    const html = readFileSync(report, "utf8");
    expect(html.match(/<svg class="wide"/g)).toHaveLength(2);
    for (const name of ["margin", "random"]) {
      // In the wide picture of each data set; beneath the narrow one.
      expect(html.match(new RegExp(`<text class="name [^>]*>${name}</text>`, "g"))).toHaveLength(2);
      expect(html.match(new RegExp(`<li [^>]*><svg.*?</svg>${name}</li>`, "g"))).toHaveLength(2);
    }
    expect(html.match(/<polyline class="curve/g)).toHaveLength(8);
    expect(html).not.toMatch(/https?:|\bsrc=|\bhref=|@import|url\(|<script|<link/);
  });
});

describe("winnow simulate", () => {
  it("ends with 2 for an option that it does not know", () => {
    const { status, stderr } = simulate("--data", sea, "--bugdet", "20");
    expect([status, stderr]).toEqual([2, expect.stringContaining("unknown option '--bugdet'")]);
  });

  it.runIf(existsSync("/dev/full"))(
    "says in one line that its output or its report found no room",
    () => {
      const full = openSync("/dev/full", "w");
      const args = ["simulate", "--data", sea, "--strategy", "random", "--budget", "20", "--seeds", "1"];
      const options = { encoding: "utf8", timeout: 60_000 } as const;
      const lines = spawnSync("bin/winnow", args, { ...options, stdio: ["ignore", full, "pipe"] });
      closeSync(full);
      expect(lines.status).toBe(1);
      expect(lines.stderr).toMatch(/^error: The results cannot be written: ENOSPC.*\n$/);
      const report = simulate(...args.slice(1), "--report", "/dev/full");
      expect(report.status).toBe(1);
      expect(report.stderr).toMatch(
        /^error: The report \/dev\/full could not be written: ENOSPC.*--resume.*\n$/,
      );
      expect(statSync("/dev/full").isCharacterDevice()).toBe(true);
    },
    60_000,
  );
});

it("winnow simulate ends without a word when whoever reads its lines ends, also while threads compute", async () => {
  const args = ["--data", sea, "--strategy", "margin", "--budget", "100", "--batch", "1", "--jobs", "2"];
  const child = spawn("bin/winnow", ["simulate", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = text(child.stderr);
  const ended = once(child, "exit");
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await ended).toEqual([0, null]);
  expect(await said).toBe("");
}, 60_000);

describe("winnow simulate --resume", () => {
  const args = [
    "--data",
    sea,
    "--strategy",
    "margin,random",
    "--seeds",
    "3",
    "--budget",
    "60",
    "--batch",
    "2",
  ];

  it("goes on after kill -9 and ends as an uninterrupted run does", async () => {
    const file = join(directory, "killed.jsonl");
    const finished = () => (existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0);
    const child = spawn("bin/winnow", ["simulate", ...args, "--jobs", "1", "--resume", file], {
      stdio: "ignore",
    });
    const ended = once(child, "exit");
    while (finished() < 2 && child.exitCode === null) await delay(5);
    child.kill("SIGKILL");
    await ended;
    const kept = readFileSync(file, "utf8");
    const before = finished();
    expect(before).toBeGreaterThanOrEqual(2);
    expect(before).toBeLessThan(6);
    // The kill may have come in the middle of a line; here it did.
    writeFileSync(file, `${kept}${kept.slice(0, 100)}`);

    const resumed = simulate(...args, "--jobs", "2", "--resume", file);
    const whole = simulate(...args);
    expect([resumed.status, whole.status, resumed.stderr]).toEqual([0, 0, ""]);
    expect(linesOf(resumed.stdout)).toEqual(linesOf(whole.stdout));
    expect(readFileSync(file, "utf8").startsWith(kept)).toBe(true);
    expect(finished()).toBe(6);
  }, 90_000);

  it("says after Ctrl-C how many seeds are kept, where, and how to go on", async () => {
    const file = join(directory, "stopped.jsonl");
    const finished = () => (existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0);
    const child = spawn("bin/winnow", ["simulate", ...args, "--resume", file], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const said = text(child.stderr);
    const ended = once(child, "exit");
    while (finished() < 1 && child.exitCode === null) await delay(5);
    child.kill("SIGINT");
    expect(await ended).toEqual([null, "SIGINT"]);
    const [, kept] = /^Stopped\. (\d) of 6 \(2 runs × 3 seeds\) are kept in /.exec(await said)!;
    expect(Number(kept)).toBe(finished());
    expect(await said).toContain(`To go on, give the same command again, with --resume ${file}.\n`);
  }, 90_000);

  it("is named to who stopped a command without it", async () => {
    const child = spawn("bin/winnow", ["simulate", ...args, "--jobs", "1"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const said = text(child.stderr);
    const ended = once(child, "exit");
    await once(child.stdout, "data");
    child.kill("SIGTERM");
    expect(await ended).toEqual([null, "SIGTERM"]);
    expect(await said).toMatch(
      /^Stopped; no seed is kept\. With --resume FILE the same command keeps finished seeds/,
    );
  }, 90_000);

  it("computes nothing twice, and adds only what other options ask for", () => {
    const file = join(directory, "again.jsonl");
    const run = (...more: string[]) =>
      simulate("--data", sea, "--strategy", "margin", "--budget", "20", "--resume", file, ...more);
    const first = run("--seeds", "2");
    const size = () => readFileSync(file, "utf8").split("\n").length - 1;
    expect(size()).toBe(2);
    // The very seconds of the first time.
    expect(run("--seeds", "2").stdout).toBe(first.stdout);
    run("--seeds", "3");
    expect(size()).toBe(3);
    run("--seeds", "1", "--batch", "5");
    expect(size()).toBe(4);
    run("--seeds", "1", "--pool", "100");
    expect(size()).toBe(5);
  }, 90_000);
});
