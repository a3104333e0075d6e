import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { Account } from "./account";
import { serverEnvironment } from "./environment";
import { watchOver } from "./watchdog";

export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** Ends sessions, writes a checkpoint and waits for the end. */
  stop(): Promise<void>;
}

/**
 * Runs a `postgres` program. It has a process group of its own, or Ctrl-C would reach it before those
 * that still write to it.
 */
export async function launchServer(
  program: string,
  flags: readonly string[],
  account: Account | null,
  logDescriptor: number,
): Promise<ServerProcess> {
  const child = spawn(program, flags, {
    cwd: "/",
    detached: true,
    stdio: ["ignore", logDescriptor, logDescriptor],
    env: serverEnvironment,
    ...account,
  });
  await once(child, "spawn");
  const watchdog = watchOver(child.pid!);
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = once(child, "exit").then(() => watchdog.callOff());

  const stop = async () => {
    for (const [name, patience] of [
      ["SIGINT", 30_000],
      ["SIGQUIT", 5_000],
      ["SIGKILL", 5_000],
    ] as const) {
      if (hasEnded()) return;
      child.kill(name);
      const timer = new AbortController();
      await Promise.race([ended, delay(patience, null, { signal: timer.signal }).catch(() => null)]);
      timer.abort();
    }
  };
  return { pid: child.pid!, ended, hasEnded, stop };
}
