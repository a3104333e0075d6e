import { closeSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** No build takes this long: an older lock was left by a process whose id another has by now. */
const longestBuildMs = 10 * 60_000;

/** Runs `work` while no other process holds the lock file; waits for one that does and lives. */
export async function holdingLock(path, work) {
  mkdirSync(dirname(path), { recursive: true });
  while (!take(path)) {
    if (isAbandoned(path)) rmSync(path, { force: true });
    else await delay(100);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    const descriptor = openSync(path, "wx");
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isAbandoned(path) {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return false;
  const age = Date.now() - file.mtimeMs;
  const pid = Number(readFileSync(path, "utf8"));
  // An empty file is one whose maker is about to write its id.
  if (age > longestBuildMs || pid === 0) return age > 2_000;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
