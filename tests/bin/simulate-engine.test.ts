import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { hashModules } from "@/bin/simulate/hash-modules";
import { runSimulate } from "./run-simulate";
import { writeTopicData } from "./topic-data";

const directory = mkdtempSync(join(tmpdir(), "winnow-simulate-engine-"));
const data = join(directory, "topics");
beforeAll(() => writeTopicData(data, { train: 60, test: 30 }));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => {
  process.exitCode = undefined;
});

const linesOf = (file: string) => readFileSync(file, "utf8").trimEnd().split("\n");
const engineOf = (line: string) => JSON.parse(line).key.engine as string;

it("simulate --resume plays again what another engine played, leaves it in the file and says how much it was", async () => {
  const file = join(directory, "seeds.jsonl");
  const run = () => runSimulate("--data", data, "--budget", "10", "--seeds", "2", "--resume", file);
  expect((await run()).err).toBe("");
  const [first, second] = linesOf(file) as [string, string];
  const engine = engineOf(first);
  expect(engine).toMatch(/^[0-9a-f]{64}$/);
  // What this engine would never have found.
  const other = first.replace(engine, "another").replace(/"accuracy":[\d.]+/, '"accuracy":0.123');
  writeFileSync(file, `${other}\n${second}\n`);

  const { out, err } = await run();
  expect(err).toBe(
    `1 finished seed was of another version of the engine: left in ${file}, and played again.\n`,
  );
  expect(out).not.toContain("0.123");
  const lines = linesOf(file);
  expect(lines.slice(0, 2)).toEqual([other, second]);
  expect(lines.map(engineOf)).toEqual(["another", engine, engine]);

  expect((await run()).err).toBe("");
  expect(linesOf(file)).toEqual(lines);
});

it("hashModules changes with any file that is imported, however far, and with no other", () => {
  const files = {
    "entry.mjs": 'import {\n  a\n} from "./chunk-a.mjs";\nawait import("./late.mjs");\n',
    "chunk-a.mjs": 'import "./deep/b.mjs";\nexport { x } from "a-package";\n',
    "late.mjs": "console.log('a text, not an import: from \"./nowhere.mjs\"');\n",
    "deep/b.mjs": 'export * from "../entry.mjs";\n',
  };
  const place = (name: string) => {
    mkdirSync(join(directory, name, "deep"), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(directory, name, file), text);
    return (file: string) => join(directory, name, file);
  };
  const hashOf = (at: (file: string) => string) => hashModules(pathToFileURL(at("entry.mjs")).href);
  const [one, two] = [place("one"), place("two")];
  const hash = hashOf(one);
  expect(hashOf(two)).toBe(hash);
  for (const file of Object.keys(files)) {
    appendFileSync(two(file), "1;\n");
    expect(hashOf(two), file).not.toBe(hash);
    place("two");
  }
  writeFileSync(two("chunk-c.mjs"), "");
  expect(hashOf(two)).toBe(hash);
});

const sources = ["bin", "db", "lib", "workers", "package.json", "package-lock.json", "tsconfig.json"];

/** A copy of the sources that runs and builds as they do. */
function copySources(name: string): string {
  const tree = join(directory, name);
  for (const part of sources) cpSync(part, join(tree, part), { recursive: true });
  symlinkSync(resolve("node_modules"), join(tree, "node_modules"));
  return tree;
}

it("the engine of sources is what the simulation imports of them", async () => {
  const tree = copySources("sources");
  const own: typeof import("@/bin/simulate/hash-modules") = await import(
    join(tree, "bin/simulate/hash-modules.ts")
  );
  const engine = () => own.hashModules(pathToFileURL(join(tree, "bin/simulate/run-simulations.ts")).href);
  const first = engine();
  appendFileSync(join(tree, "workers/main.ts"), 'process.title = "worker";\n');
  expect(engine()).toBe(first);
  appendFileSync(join(tree, "lib/learning/random.ts"), "globalThis.performance.now();\n");
  expect(engine()).not.toBe(first);
});

it("built anew the engine is the same, and another when a file deep in it changes", () => {
  const tree = copySources("tree");
  const engine = (name: string) => {
    const file = join(directory, `${name}.jsonl`);
    const args = ["--data", data, "--budget", "10", "--seeds", "1", "--strategy", "random", "--resume", file];
    const env = { ...process.env, WINNOW_ROOT: tree };
    execFileSync(join(tree, "bin/winnow"), ["simulate", ...args], { env, timeout: 60_000 });
    return engineOf(linesOf(file)[0]!);
  };
  const first = engine("first");
  rmSync(join(tree, "dist"), { recursive: true });
  expect(engine("again")).toBe(first);
  appendFileSync(join(tree, "workers/main.ts"), 'process.title = "worker";\n');
  expect(engine("worker")).toBe(first);
  appendFileSync(join(tree, "lib/learning/random.ts"), "globalThis.performance.now();\n");
  expect(engine("changed")).not.toBe(first);
}, 90_000);
