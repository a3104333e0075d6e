import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createDerivedFiles } from "@/lib/storage/derived-files";

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
