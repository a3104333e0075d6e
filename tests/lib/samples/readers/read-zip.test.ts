import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { readFolder } from "@/lib/samples/readers/read-folder";
import { readZip } from "@/lib/samples/readers/read-zip";
import { forge, makeZip, rename } from "./make-zip";
import { readAll, refusalsOf } from "./read-all";

const zip = (content: Buffer) => readAll(readZip, content, "photos.zip");

let png: Buffer;
beforeAll(async () => {
  const noise = Buffer.from(Array.from({ length: 3 * 400 }, (_, i) => (i * 7919) % 251));
  png = await sharp(noise, { raw: { width: 20, height: 20, channels: 3 } })
    .png()
    .toBuffer();
});

const foundIn = (samples: Awaited<ReturnType<typeof zip>>) =>
  samples.map((sample) => (sample.kind === "image" ? [sample.place, sample.label] : sample));

test("images are labeled by their folder, whatever their name says they are", async () => {
  const archive = await makeZip({ "cats/1.png": png, "deep/down/dogs/2.jpg": png, "3.png": png });
  expect(foundIn(await zip(archive))).toEqual([
    ["cats/1.png", "cats"],
    ["deep/down/dogs/2.jpg", "dogs"],
    ["3.png", undefined],
  ]);
});

test("what operating systems add is passed over, what is no image is refused by name", async () => {
  const archive = await makeZip({
    "__MACOSX/cats/._1.png": png,
    "cats/.DS_Store": Buffer.from("x"),
    "cats/1.png": png,
    "cats/notes.txt": Buffer.from("hello"),
    "cats/empty.png": Buffer.alloc(0),
    "cats/x.gif": Buffer.from("GIF89a..."),
  });
  const samples = await zip(archive);
  expect(samples.filter((sample) => sample.kind === "image")).toHaveLength(1);
  expect(refusalsOf(samples)).toEqual([
    "cats/notes.txt: not a PNG, JPEG or WebP image but text",
    "cats/empty.png: the file is empty",
    "cats/x.gif: not a PNG, JPEG or WebP image but a GIF image",
  ]);
});

test.each([
  ["climbs out", "xx/1.png", "../1.png"],
  ["is absolute", "xcats/1.png", "/cats/1.png"],
  ["names a drive", "xx/cat.png", "C:/cat.png"],
  ["has a backslash", "xxx/1.png", "..\\/1.png"],
])("a name that %s is refused, the other files are read", async (_, honest, forged) => {
  const archive = rename(await makeZip({ [honest]: png, "ok/2.png": png }), honest, forged);
  const samples = await zip(archive);
  expect(refusalsOf(samples)).toEqual([
    `${forged}: its name leads out of the archive (.., an absolute path or a backslash)`,
  ]);
  expect(samples).toHaveLength(2);
});

test("links and encrypted files are refused by name", async () => {
  const link = await makeZip({ "a/link.png": Buffer.from("/etc/passwd") }, { mode: 0o120777 });
  expect(refusalsOf(await zip(link))).toEqual(["a/link.png: a link, not a file"]);
  const locked = forge(await makeZip({ "a/1.png": png }), 0, "flags", 1);
  expect(refusalsOf(await zip(locked))).toEqual(["a/1.png: encrypted; make the archive without a password"]);
});

test("a file that unpacks to more or less than the archive declares is refused, the next is read", async () => {
  const archive = await makeZip({ "a/1.png": png, "a/2.png": png });
  expect(refusalsOf(await zip(forge(archive, 0, "size", 10)))).toEqual([
    "a/1.png: unpacks to more than the 10 bytes the archive declares",
  ]);
  expect(refusalsOf(await zip(forge(archive, 0, "size", png.length + 5)))).toEqual([
    `a/1.png: unpacks to ${png.length} bytes, not the ${png.length + 5} the archive declares`,
  ]);
  expect(refusalsOf(await zip(forge(archive, 1, "size", 0xfffffff0)))).toEqual([
    "a/2.png: larger than 50 MB",
  ]);
  expect(refusalsOf(await zip(forge(archive, 1, "crc32", 1)))).toEqual([
    "a/2.png: damaged: its checksum differs",
  ]);
});

test("a file that unpacks to hundreds of times its size is refused before it is unpacked", async () => {
  const bomb = await makeZip({ "a/bomb.png": Buffer.alloc(8 * 1024 * 1024) });
  expect(refusalsOf(await zip(bomb))).toEqual([
    "a/bomb.png: unpacks to more than 200 times its size, as no image does",
  ]);
});

test.each([
  ["empty", () => Buffer.alloc(0), /photos\.zip is empty/],
  ["no zip", () => Buffer.from("hello, I am text"), /photos\.zip is not a readable zip archive/],
])("a file that is %s is refused as a whole", async (_, content, message) => {
  await expect(zip(content())).rejects.toThrow(message);
});

test("a zip that is cut off, or whose files overlap, is refused as a whole", async () => {
  const archive = await makeZip({ "a/1.png": png, "a/2.png": png });
  await expect(zip(archive.subarray(0, archive.length - 30))).rejects.toThrow("not a readable zip");
  await expect(zip(forge(archive, 0, "packedSize", archive.length))).rejects.toThrow("they overlap");
});

test("a folder is read like a zip; links in it are refused", async () => {
  const directory = await mkdtemp(join(tmpdir(), "winnow-folder-"));
  try {
    await mkdir(join(directory, "cats"));
    await writeFile(join(directory, "cats/1.png"), png);
    await writeFile(join(directory, "cats/.hidden"), "x");
    await symlink("/etc/passwd", join(directory, "cats/2.png"));
    const samples = [];
    for await (const sample of readFolder({ path: directory, name: "photos" }, () => {}))
      samples.push(sample);
    expect(foundIn(samples)).toEqual([
      ["cats/1.png", "cats"],
      { kind: "refusal", place: "cats/2.png", reason: "a link, not a file" },
    ]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
