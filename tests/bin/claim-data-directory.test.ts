import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimDataDirectory, describe, readOccupant } from "@/bin/supervisor/claim-data-directory";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "winnow-claim-"));
});

afterEach(() => rmSync(directory, { recursive: true }));

test("a data directory has one occupant, which the next one is told of", async () => {
  const claim = await claimDataDirectory(directory, "start", "http://localhost:3000");
  const second = claimDataDirectory(directory, "start", null);
  await expect(second).rejects.toThrow(
    `already running on ${directory} (pid ${process.pid}) at http://localhost:3000`,
  );
  claim.release();
  expect(readOccupant(directory)).toBeNull();
});

test("of many who claim at once, one wins", async () => {
  const claims = Array.from({ length: 8 }, () => claimDataDirectory(directory, "start", null));
  const outcomes = await Promise.allSettled(claims);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a dead occupant is replaced, and what it left running is ended", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const ended = once(child, "exit");
  const dead = {
    pid: child.pid!,
    identity: "of another time",
    command: "start",
    url: null,
    databaseUrl: null,
  };
  writeFileSync(
    join(directory, "supervisor.json"),
    JSON.stringify({ ...dead, children: [describe(child.pid!)] }),
  );

  const claim = await claimDataDirectory(directory, "start", null);
  expect(claim.recovered).toBe(true);
  expect(await ended).toEqual([null, "SIGTERM"]);
  claim.release();
});

test("a process that merely has a leftover's id is left alone", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  const stranger = { pid: child.pid!, identity: "of another time" };
  const dead = { ...stranger, command: "start", url: null, databaseUrl: null, children: [stranger] };
  writeFileSync(join(directory, "supervisor.json"), JSON.stringify(dead));

  const claim = await claimDataDirectory(directory, "start", null);
  expect(existsSync(`/proc/${process.pid}`) ? describe(child.pid!).identity : "alive").not.toBe("ended");
  claim.release();
  child.kill();
  await once(child, "exit");
});

test("a record that a power cut left empty is replaced", async () => {
  writeFileSync(join(directory, "supervisor.json"), "");
  const claim = await claimDataDirectory(directory, "start", null);
  expect(claim.recovered).toBe(true);
  expect(readOccupant(directory)).toMatchObject({ pid: process.pid });
  claim.release();
});
