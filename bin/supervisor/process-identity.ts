import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

/**
 * A string that tells a process from any other that ever had its id, or null when it runs no more.
 * Asking with signal 0 is not enough: ids are reused, and a zombie that nobody reaps answers for ever.
 */
export function processIdentity(pid: number): string | null {
  return process.platform === "linux" ? identityFromProc(pid) : identityFromPs(pid);
}

export function isRunning(pid: number, identity: string): boolean {
  return processIdentity(pid) === identity;
}

/** The command line of a process, its arguments parted by spaces; empty when it runs no more. */
export function commandLine(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "command=");
  return (readIfThere(`/proc/${pid}/cmdline`) ?? "").replaceAll("\0", " ");
}

/** Waits until the process is gone; false when it outlives the limit. */
export async function isGoneWithin(pid: number, identity: string, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (isRunning(pid, identity)) {
    if (performance.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/** Sends a signal; a process that is gone already is what the caller wanted. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function identityFromProc(pid: number): string | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (!stat) return null;
  // The second field is the name in parentheses and may hold spaces: count from its end. There, field 0
  // is the state and field 19 the start time in ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return null;
  return `${readIfThere("/proc/sys/kernel/random/boot_id")?.trim()}/${fields[19]}`;
}

function identityFromPs(pid: number): string | null {
  const started = ps(pid, "lstart=");
  return started === "" || ps(pid, "stat=").startsWith("Z") ? null : started;
}

function ps(pid: number, column: string): string {
  return spawnSync("ps", ["-o", column, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}

/** Reading a vanished process fails with ENOENT, or with ESRCH when it vanishes in between. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
}
