import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, type WriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { openLogFile } from "./log-file";
import { signal } from "./process-identity";
import { worthShowing } from "./worth-showing";

export interface ChildSpec {
  readonly name: string;
  /** Arguments of node: flags, program, its arguments. */
  readonly nodeArguments: readonly string[];
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logPath: string;
  /** How long it may take to end after SIGTERM before it is killed. */
  readonly patienceMs: number;
  readonly onStart: () => void;
  readonly say: (line: string) => void;
}

export interface KeptChild {
  pid(): number | undefined;
  /** Resolves at its first unasked end, with how it ended. */
  readonly firstEnd: Promise<string>;
  stop(): Promise<void>;
}

const firstRestartMs = 1_000;
const slowestRestartMs = 30_000;
/** A child that ran this long was healthy: its next end starts the waiting times anew. */
const healthyMs = 60_000;

/**
 * Runs a node program and starts it again when it ends unasked: after 1 s, then 2, 4 … 30 s. It has a
 * process group of its own, so that Ctrl-C reaches only the supervisor, and an IPC channel whose closing
 * tells it that the supervisor is gone.
 */
export function keepRunning(spec: ChildSpec): KeptChild {
  let child: ChildProcess;
  let stopping = false;
  let restartMs = firstRestartMs;
  let timer: NodeJS.Timeout | undefined;
  let reportEnd: (how: string) => void;
  const firstEnd = new Promise<string>((resolve) => {
    reportEnd = resolve;
  });

  const start = () => {
    const startedAt = performance.now();
    child = launch(spec);
    child.once("spawn", spec.onStart);
    child.once("exit", (code, signalName) => {
      if (stopping) return;
      const how = signalName ? `was killed by ${signalName}` : `ended with code ${code}`;
      reportEnd(how);
      if (performance.now() - startedAt > healthyMs) restartMs = firstRestartMs;
      spec.say(`The ${spec.name} process ${how}; starting it again in ${restartMs / 1000} s.`);
      timer = setTimeout(start, restartMs);
      restartMs = Math.min(restartMs * 2, slowestRestartMs);
    });
  };
  start();

  const stop = async () => {
    stopping = true;
    clearTimeout(timer);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const killer = setTimeout(() => signal(-child.pid!, "SIGKILL"), spec.patienceMs);
    await ended;
    clearTimeout(killer);
  };
  return { pid: () => child.pid, firstEnd, stop };
}

function launch(spec: ChildSpec): ChildProcess {
  const child = spawn(process.execPath, spec.nodeArguments, {
    cwd: spec.directory,
    env: spec.environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log = createWriteStream("", { fd: openLogFile(spec.logPath).descriptor });
  log.on("error", (error) => spec.say(`The log ${spec.logPath} cannot be written: ${error.message}`));
  recordLines(child.stdout!, log, (line) => worthShowing(line, "output"), spec);
  recordLines(child.stderr!, log, (line) => worthShowing(line, "errors"), spec);
  child.once("close", () => log.end());
  return child;
}

function recordLines(
  stream: NodeJS.ReadableStream,
  log: WriteStream,
  shown: (line: string) => string | null,
  spec: ChildSpec,
): void {
  createInterface({ input: stream }).on("line", (line) => {
    log.write(`${line}\n`);
    const text = shown(line);
    if (text !== null) spec.say(`[${spec.name}] ${text}`);
  });
}
