import { existsSync, linkSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ConflictError } from "@/lib/errors";
import { isGoneWithin, isRunning, processIdentity, signal } from "./process-identity";
import { writePrivateFile } from "./write-private-file";

/** A process, so described that no later process with the same id is taken for it. */
export interface ProcessRecord {
  readonly pid: number;
  readonly identity: string;
}

/** `supervisor.json`: who works in a data directory, and how to reach what it runs. */
export interface Occupant extends ProcessRecord {
  readonly command: string;
  /** Where browsers reach it, when it serves them. */
  readonly url: string | null;
  /** Its database, once that answers. */
  readonly databaseUrl: string | null;
  readonly children: readonly ProcessRecord[];
}

export interface Claim {
  /** Whether an earlier occupant ended without clearing up. */
  readonly recovered: boolean;
  update(change: Partial<Pick<Occupant, "databaseUrl" | "children">>): void;
  release(): void;
}

/**
 * Makes this process the only one that works in the data directory, or throws a ConflictError naming the
 * one that does. What a killed occupant left running is ended first.
 */
export async function claimDataDirectory(
  directory: string,
  command: string,
  url: string | null,
): Promise<Claim> {
  const path = occupantPath(directory);
  let occupant: Occupant = { ...describe(process.pid), command, url, databaseUrl: null, children: [] };
  let recovered = false;
  while (!createWhole(path, occupant)) {
    const earlier = readOccupant(directory);
    if (!earlier && !existsSync(path)) continue;
    if (earlier && isRunning(earlier.pid, earlier.identity)) throw occupied(directory, earlier);
    recovered = true;
    await endLeftovers(earlier?.children ?? []);
    rmSync(path, { force: true });
  }
  return {
    recovered,
    update(change) {
      occupant = { ...occupant, ...change };
      writePrivateFile(path, JSON.stringify(occupant));
    },
    release: () => rmSync(path, { force: true }),
  };
}

/**
 * The process that works in the data directory, as it described itself; null when there is no file, or one
 * that a power cut left without content: nobody writes half a file, and no process outlives that.
 */
export function readOccupant(directory: string): Occupant | null {
  const path = occupantPath(directory);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Occupant;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export function describe(pid: number): ProcessRecord {
  return { pid, identity: processIdentity(pid) ?? "ended" };
}

function occupantPath(directory: string): string {
  return join(directory, "supervisor.json");
}

/** A hard link appears whole or fails: of two starters, one wins. */
function createWhole(path: string, occupant: Occupant): boolean {
  const draft = `${path}.${process.pid}`;
  writePrivateFile(draft, JSON.stringify(occupant));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

async function endLeftovers(children: readonly ProcessRecord[]): Promise<void> {
  for (const { pid, identity } of children) {
    if (isRunning(pid, identity)) signal(pid, "SIGTERM");
  }
  for (const { pid, identity } of children) {
    if (await isGoneWithin(pid, identity, 3_000)) continue;
    signal(pid, "SIGKILL");
    await isGoneWithin(pid, identity, 3_000);
  }
}

function occupied(directory: string, occupant: Occupant): ConflictError {
  const place = occupant.url ? ` at ${occupant.url}` : "";
  return new ConflictError({
    code: "already_running",
    what: `winnow ${occupant.command} is already running on ${directory} (pid ${occupant.pid})${place}.`,
    next: "Stop it first, or set WINNOW_DATA to another directory. Nothing was touched.",
    retryable: true,
  });
}
