import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";

const directory = mkdtempSync(join(tmpdir(), "winnow-preload-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A program that never ends by itself, behind one of the preloads. */
function forkBehind(preload: string): ChildProcess {
  const program = join(directory, "program.mjs");
  writeFileSync(program, "setInterval(() => {}, 1000);");
  return fork(program, { execArgv: ["--import", join(process.cwd(), "dist", preload)], stdio: "ignore" });
}

test.each(["worker-preload.mjs", "web-preload.mjs"])(
  "behind %s a process ends with its supervisor, at whatever moment of its start that dies",
  async (preload) => {
    for (const milliseconds of [0, 10, 20, 40, 80, 160, 320]) {
      const child = forkBehind(preload);
      const ended = once(child, "exit");
      await delay(milliseconds);
      child.disconnect();
      await ended;
      expect(child.exitCode ?? child.signalCode).not.toBeNull();
    }
  },
);
