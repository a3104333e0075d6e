import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";

const directory = mkdtempSync(join(tmpdir(), "winnow-preload-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const endless = "setInterval(() => {}, 1000);";

/** Says at its supervisor's channel when a thread of its own said something; it never ends by itself. */
const threaded = `
import { Worker, isMainThread, parentPort } from "node:worker_threads";
if (isMainThread) new Worker(new URL(import.meta.url)).once("message", (text) => process.send(text));
else parentPort.postMessage("the thread runs");
${endless}
`;

/** A program behind one of the preloads. */
function forkBehind(preload: string, source: string): ChildProcess {
  const program = join(directory, "program.mjs");
  writeFileSync(program, source);
  return fork(program, { execArgv: ["--import", join(process.cwd(), "dist", preload)], stdio: "ignore" });
}

test.each(["worker-preload.mjs", "web-preload.mjs"])(
  "behind %s a process ends with its supervisor, at whatever moment of its start that dies",
  async (preload) => {
    for (const milliseconds of [0, 10, 20, 40, 80, 160, 320]) {
      const child = forkBehind(preload, endless);
      const ended = once(child, "exit");
      await delay(milliseconds);
      child.disconnect();
      await ended;
      expect(child.exitCode ?? child.signalCode).not.toBeNull();
    }
  },
);

test.each(["worker-preload.mjs", "web-preload.mjs"])(
  "behind %s a process may start threads",
  async (preload) => {
    const child = forkBehind(preload, threaded);
    const ended = once(child, "exit");
    const end = ended.then(([code, signal]) => `ended with ${code ?? signal}`);
    const said = await Promise.race([once(child, "message").then(([text]) => text), end]);
    expect(said).toBe("the thread runs");
    child.disconnect();
    await ended;
  },
);
