import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readOccupant } from "@/bin/supervisor/claim-data-directory";
import { commandLine, isRunning, processIdentity } from "@/bin/supervisor/process-identity";
import { waitFor } from "../setup/wait-for";

export interface RunningStart {
  readonly pid: number;
  readonly dataDirectory: string;
  /** All it printed so far. */
  output(): string;
  /** Resolves with the exit code, or null when a signal ended it. */
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

/** `winnow start` on a data directory. */
export function runStart(
  dataDirectory: string,
  port: number,
  extra: Record<string, string> = {},
): RunningStart {
  const child = spawn("bin/winnow", ["start"], {
    env: { ...process.env, WINNOW_DATA: dataDirectory, PORT: String(port), DATABASE_URL: "", ...extra },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    pid: child.pid!,
    dataDirectory,
    output: () => output,
    ended,
    kill: (signal) => child.kill(signal),
  };
}

/** Waits for the line that says where Winnow is; throws with all output when it ended instead. */
export async function untilReady(start: RunningStart): Promise<string> {
  const failed = start.ended.then((code) => {
    throw new Error(`winnow start ended with ${code}:\n${start.output()}`);
  });
  const ready = waitFor(
    "Winnow to be ready",
    () => /^Winnow is ready at .*$/m.exec(start.output())?.[0],
    90_000,
  );
  return Promise.race([ready, failed]).catch((error: Error) => {
    throw new Error(`${error.message}\n${start.output()}\n${logsOf(start.dataDirectory)}`);
  });
}

/** The last lines of every log, for the message of a test that fails. */
function logsOf(dataDirectory: string): string {
  const directory = join(dataDirectory, "logs");
  if (!existsSync(directory)) return "";
  const tail = (name: string) =>
    readFileSync(join(directory, name), "utf8").split("\n").slice(-12).join("\n");
  return readdirSync(directory)
    .map((name) => `--- ${name}\n${tail(name)}`)
    .join("\n");
}

export function pidsOf(dataDirectory: string): { web: number; worker: number; postgres: number } {
  const [web, worker] = readOccupant(dataDirectory)!.children;
  const postgres = Number(
    readFileSync(join(dataDirectory, "postgres/postmaster.pid"), "utf8").split("\n")[0],
  );
  return { web: web!.pid, worker: worker!.pid, postgres };
}

/** A function that waits until all the given processes, as they are now, have ended. */
export function endOf(pids: readonly number[]): () => Promise<void> {
  const known = pids.map((pid) => ({ pid, identity: processIdentity(pid)!, command: commandLine(pid) }));
  return async () => {
    for (const { pid, identity, command } of known) {
      await waitFor(`the end of ${command}`, () => !isRunning(pid, identity));
    }
  };
}
