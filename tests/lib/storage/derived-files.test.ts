import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDerivedFiles } from "@/lib/storage/derived-files";
import { pruneFolder } from "@/lib/storage/prune-folder";
import { waitFor } from "../../setup/wait-for";

const root = mkdtempSync(join(tmpdir(), "winnow-derived-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const open = (name: string, atOnce = 2) => createDerivedFiles({ directory: join(root, name), atOnce });
const text = (content: Uint8Array) => Buffer.from(content).toString();

test("a file is made once, also by another process that opens the same folder", async () => {
  let made = 0;
  const make = async () => Buffer.from(`made ${++made}`);
  const files = open("once");
  const asked = await Promise.all([files.readOrMake("abc", make), files.readOrMake("abc", make)]);
  expect(asked.map(text)).toEqual(["made 1", "made 1"]);
  expect(text(await files.readOrMake("abc", make))).toBe("made 1");
  expect(text(await open("once").readOrMake("abc", make))).toBe("made 1");
});

test("what could not be made leaves nothing behind and is tried again", async () => {
  const files = open("failing");
  const fail = () => files.readOrMake("abc", () => Promise.reject(new Error("no such picture")));
  await expect(fail()).rejects.toThrow("no such picture");
  await expect(fail()).rejects.toThrow("no such picture");
  expect(readdirSync(root)).not.toContain("failing");
  expect(text(await files.readOrMake("abc", async () => Buffer.from("now")))).toBe("now");
});

test("no more are made at once than allowed, and all are made", async () => {
  const files = open("limited", 2);
  let running = 0;
  let most = 0;
  const make = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return Buffer.from("x");
  };
  await Promise.all(Array.from({ length: 9 }, (_, i) => files.readOrMake(`key-${i}`, make)));
  expect(most).toBe(2);
});

/** All files of the folder, in the order of their names. */
const kept = (name: string) =>
  readdirSync(join(root, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

test("in a quiet moment the files used least recently make room, and can be made again", async () => {
  const options = { directory: join(root, "bounded"), atOnce: 2, mostBytes: 100_000 };
  const files = createDerivedFiles({ ...options, quietMs: 3_600_000 });
  const make = async () => Buffer.alloc(9_000);
  for (const key of ["aa", "bb", "cc", "dd"]) await files.readOrMake(key, make);
  const hoursAgo = (key: string, hours: number) => {
    const then = Date.now() / 1000 - hours * 3600;
    utimesSync(join(root, "bounded", key, key), then, then);
  };
  hoursAgo("aa", 9);
  hoursAgo("bb", 8);
  hoursAgo("cc", 7);
  await files.readOrMake("aa", make);
  expect(Date.now() - statSync(join(root, "bounded", "aa", "aa")).mtimeMs).toBeLessThan(3_600_000);

  const small = createDerivedFiles({ ...options, mostBytes: 30_000, quietMs: 1 });
  await small.readOrMake("ee", async () => Buffer.alloc(1));
  await waitFor("a sweep", async () => kept("bounded").length === 3);
  expect(kept("bounded")).toEqual(["aa", "dd", "ee"]);
  expect((await small.readOrMake("bb", async () => Buffer.from("again"))).toString()).toBe("again");
});

test("without a quiet moment it sweeps all the same, once enough was made", async () => {
  const directory = join(root, "busy");
  const files = createDerivedFiles({ directory, atOnce: 2, mostBytes: 10_000, quietMs: 3_600_000 });
  for (let i = 0; i < 30; i++) await files.readOrMake(`${10 + i}`, async () => Buffer.alloc(1_001));
  await waitFor("the folder to be small enough", async () => kept("busy").length <= 10);
});

test("what was made is made again once it was removed", async () => {
  const files = createDerivedFiles({ directory: join(root, "removed"), atOnce: 2 });
  for (const content of ["first", "second"]) {
    await files.remove("aa");
    expect((await files.readOrMake("aa", async () => Buffer.from(content))).toString()).toBe(content);
  }
});

test("a folder within its bound keeps everything", async () => {
  const directory = join(root, "roomy");
  const files = createDerivedFiles({ directory, atOnce: 2, mostBytes: 1_000_000, quietMs: 3_600_000 });
  for (const key of ["aa", "bb", "cc"]) await files.readOrMake(key, async () => Buffer.alloc(200_000));
  expect(await pruneFolder(directory, 1_000_000)).toBe(0);
  expect(await pruneFolder(directory, 600_000)).toBe(0);
  expect(await pruneFolder(directory, 599_999)).toBe(1);
  expect(await pruneFolder(join(root, "nothing there"), 1)).toBe(0);
});
