import { createHash } from "node:crypto";
import { chown, lstat, mkdir, mkdtemp, readdir, rm, symlink, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFolderStore } from "@/lib/storage/folder-store";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "winnow-blobs-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const bytes = Buffer.from("some content, long enough to cut");
const hash = createHash("sha256").update(bytes).digest("hex");

async function* inChunks() {
  yield bytes.subarray(0, 5);
  yield bytes.subarray(5);
}

test("a blob is named by the SHA-256 of its content, given whole or as a stream", async () => {
  const store = createFolderStore(directory);
  expect(await store.put(bytes)).toBe(hash);
  expect(await store.put(inChunks())).toBe(hash);
  expect(await store.get(hash)).toEqual(bytes);
  expect(await store.size(hash)).toBe(bytes.length);
  expect(await readdir(join(directory, hash.slice(0, 2), hash.slice(2, 4)))).toEqual([hash]);
});

test("a range is read without the rest", async () => {
  const store = createFolderStore(directory);
  await store.put(bytes);
  expect(await buffer(await store.openRange(hash, 5, 12))).toEqual(bytes.subarray(5, 12));
  expect(await buffer(await store.openRange(hash))).toEqual(bytes);
  expect(await buffer(await store.openRange(hash, 4, 4))).toHaveLength(0);
});

test("a missing blob is named in the error", async () => {
  const store = createFolderStore(directory);
  expect(await store.has(hash)).toBe(false);
  await expect(store.get(hash)).rejects.toThrow(`The stored file ${hash} is missing`);
  await expect(store.openRange(hash)).rejects.toMatchObject({ code: "blob_not_found" });
});

test.each(["../../etc/passwd", "", "/etc/passwd", `${hash}/..`, hash.toUpperCase(), `${hash}\n`])(
  "the key %j is refused",
  async (key) => {
    const store = createFolderStore(directory);
    await expect(store.get(key)).rejects.toMatchObject({
      code: "invalid_blob_key",
    });
  },
);

test("a blob goes unless it was put since, also when it was there already", async () => {
  const store = createFolderStore(directory);
  await store.put(bytes);
  const path = join(directory, hash.slice(0, 2), hash.slice(2, 4), hash);
  const put = new Date(Date.now() - 60_000);
  await utimes(path, put, put);
  expect(await store.removeUnlessPutSince(hash, new Date(put.getTime() - 1_000))).toBe(false);
  expect(await store.get(hash)).toEqual(bytes);
  const since = new Date(put.getTime() + 1_000);
  for (const again of [() => store.put(bytes), () => store.put(inChunks())]) {
    await utimes(path, put, put);
    await again();
    expect(await store.removeUnlessPutSince(hash, since)).toBe(false);
  }
  await utimes(path, put, put);
  expect(await store.removeUnlessPutSince(hash, since)).toBe(true);
  expect(await store.has(hash)).toBe(false);
  expect(await store.removeUnlessPutSince(hash, since)).toBe(true);
  expect(await readdir(join(directory, "unfinished"))).toEqual([]);
});

/** Does it as somebody who is not root, to whom files of root are another user's. */
async function unprivileged(work: () => Promise<void>): Promise<void> {
  if (process.geteuid!() !== 0) return work();
  const nobody = 65_534;
  await chown(directory, nobody, nobody);
  process.seteuid!(nobody);
  try {
    await work();
  } finally {
    process.seteuid!(0);
  }
}

test("a blob that is another user's file is written anew, which renews its time", async () => {
  const path = join(directory, hash.slice(0, 2), hash.slice(2, 4), hash);
  await unprivileged(async () => {
    await mkdir(dirname(path), { recursive: true });
    // Only root makes files of others; a link to one of theirs refuses a new time as well.
    await symlink("/etc/passwd", path);
    const before = Date.now();
    const store = createFolderStore(directory);
    expect(await store.put(bytes)).toBe(hash);
    expect(await store.get(hash)).toEqual(bytes);
    const file = await lstat(path);
    expect(file.isFile()).toBe(true);
    // The clock of the file system may be a tick behind.
    expect(file.mtimeMs).toBeGreaterThan(before - 1_000);
  });
});

test("a stream that breaks leaves nothing behind", async () => {
  const store = createFolderStore(directory);
  async function* breaking() {
    yield bytes;
    throw new Error("the line was cut");
  }
  await expect(store.put(breaking())).rejects.toThrow("the line was cut");
  expect(await readdir(join(directory, "unfinished"))).toEqual([]);
  expect(await store.has(hash)).toBe(false);
});
