import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readBenchmarkData } from "@/lib/benchmark-data/read-benchmark-data";
import { takePart } from "@/lib/benchmark-data/take-part";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "winnow-benchmark-"));
});
afterEach(() => rm(directory, { recursive: true }));

const write = (name: string, content: string | Uint8Array) => writeFile(join(directory, name), content);

function idx(shape: number[], values: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  for (const [i, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * i);
  return Buffer.concat([header, Buffer.from(values)]);
}

async function writeImage(name: string, shade: number, width = 4, channels: 1 | 3 = 1) {
  const image = sharp(Buffer.alloc(width * 4 * channels, shade), { raw: { width, height: 4, channels } });
  await image
    .toColourspace(channels === 1 ? "b-w" : "srgb")
    .png()
    .toFile(join(directory, name));
}

describe("CSV", () => {
  it("is read with a byte order mark, quotes, line breaks and other columns", async () => {
    await write("train.csv", '\ufefftext,id,label\r\n"a, ""b""\nc",1,ham\r\nd,2,spam\r\n');
    await write("test.csv", "label,text\nspam,e\n");
    const data = await readBenchmarkData(directory, 0);
    expect(data).toMatchObject({ kind: "text", classNames: ["ham", "spam"] });
    expect(data.pool.contents).toEqual(['a, "b"\nc', "d"]);
    expect(Array.from(data.pool.classes)).toEqual([0, 1]);
    expect(Array.from(data.test.classes)).toEqual([1]);
  });

  it("is read in UTF-16 with a byte order mark, whichever byte comes first", async () => {
    await write("train.csv", Buffer.from("\ufefftext,label\ncafé ☕,a\n", "utf16le"));
    await write("test.csv", Buffer.from("\ufefftext,label\nthé,a\n", "utf16le").swap16());
    const { pool, test } = await readBenchmarkData(directory, 0);
    expect([pool.contents, test.contents]).toEqual([["café ☕"], ["thé"]]);
  });

  it.each([
    [
      "Latin-1",
      Buffer.from('text,label\n"two\nlines",a\ncafé,b\n', "latin1"),
      /train\.csv, line 4: this is not UTF-8\. The file looks like Latin-1 .* iconv -f WINDOWS-1252/,
    ],
    [
      "one damaged line",
      Buffer.concat([Buffer.from("text,label\nthé,a\n"), Buffer.from("café,b\n", "latin1")]),
      /train\.csv, line 3: this is not UTF-8\. The lines before it are, so it is damaged/,
    ],
    [
      "a character that the file ends in",
      Buffer.from("text,label\nthé,a\ncafé").subarray(0, -1),
      /train\.csv, line 3: this is not UTF-8/,
    ],
    [
      "UTF-16 without a mark",
      Buffer.from("text,label\nthe,a\n", "utf16le"),
      /looks like UTF-16 without a byte order mark.* iconv -f UTF-16LE/,
    ],
    [
      "half a character of UTF-16",
      Buffer.from("\ufefftext,label\n\ud83d,a\n", "utf16le"),
      /begins as UTF-16LE does and holds what UTF-16LE does not allow/,
    ],
    [
      "a workbook in its place",
      Buffer.from("PK\x03\x04..."),
      /train\.csv is a zip archive or an Excel workbook/,
    ],
  ])("is refused with %s, rather than read as other texts", async (_, bytes, message) => {
    await write("train.csv", bytes);
    await write("test.csv", "text,label\ne,a\n");
    await expect(readBenchmarkData(directory, 0)).rejects.toThrow(message);
  });

  it.each([
    ["a missing test.csv", { "train.csv": "text,label\na,b\n" }, /There is no .*test\.csv/],
    [
      "a missing column",
      { "train.csv": "text,topic\na,b\n", "test.csv": "" },
      /no column "label".*text, topic/,
    ],
    [
      "an empty label",
      { "train.csv": "text,label\na,b\nc,\n", "test.csv": "" },
      /train\.csv, line 3: the label is empty/,
    ],
    [
      "a ragged line",
      { "train.csv": "text,label\na,b,c\n", "test.csv": "" },
      /cannot|not a CSV file.*line 2/,
    ],
    [
      "an empty file",
      { "train.csv": "text,label\na,b\n", "test.csv": "text,label\n" },
      /test part .* holds no sample/,
    ],
    [
      "nothing but copies of the test part",
      { "train.csv": "text,label\na,b\nc,d\n", "test.csv": "text,label\nc,d\na,b\n" },
      /All 2 training samples .* are in its test part too/,
    ],
  ])("is refused with %s", async (_, files, message) => {
    for (const [name, content] of Object.entries(files)) await write(name, content);
    await expect(readBenchmarkData(directory, 0)).rejects.toThrow(message);
  });
});

it("A directory in the place of train.csv is refused", async () => {
  await mkdir(join(directory, "train.csv"));
  await write("test.csv", "text,label\na,b\n");
  await expect(readBenchmarkData(directory, 0)).rejects.toThrow(
    /train\.csv is not a CSV file that can be read/,
  );
});

describe("IDX", () => {
  it("is read gzipped or not, its grey levels stretched to 255, t10k- as the test part", async () => {
    await write("train-images-idx3-ubyte", idx([2, 1, 2], [0, 16, 8, 4]));
    await write("train-labels-idx1-ubyte.gz", gzipSync(idx([2], [7, 3])));
    await write("t10k-images-idx3-ubyte.gz", gzipSync(idx([1, 1, 2], [255, 0])));
    await write("t10k-labels-idx1-ubyte", idx([1], [7]));
    const data = await readBenchmarkData(directory, 0);
    expect(data).toMatchObject({ kind: "image", classNames: ["3", "7"] });
    expect(data.pool.contents[1]).toEqual({ width: 2, height: 1, channels: 1, data: Uint8Array.of(127, 63) });
    expect(Array.from(data.pool.classes)).toEqual([1, 0]);
    expect(Array.from(data.test.classes)).toEqual([1]);
  });

  it("is refused when a file is missing, truncated, or counts differ", async () => {
    await write("train-images-idx4-ubyte", idx([1, 1, 1, 3], [1, 2, 255]));
    await expect(readBenchmarkData(directory, 0)).rejects.toThrow(/none with the training labels/);
    await write("train-labels-idx1-ubyte", idx([2], [7, 3]));
    await write("t10k-images-idx4-ubyte", idx([1, 1, 1, 3], [1]));
    await write("t10k-labels-idx1-ubyte", idx([1], [7]));
    await expect(readBenchmarkData(directory, 0)).rejects.toThrow(/2 labels for the 1 images/);
    await write("train-labels-idx1-ubyte", idx([1], [7]));
    await expect(readBenchmarkData(directory, 0)).rejects.toThrow(/t10k-images.*holds 1 values instead of 3/);
  });
});

describe("image folders", () => {
  it("are read from train/ and test/, the folder's name as the class", async () => {
    for (const folder of ["train/a", "train/b", "test/b"])
      await mkdir(join(directory, folder), { recursive: true });
    await writeImage("train/a/1.png", 10);
    await writeImage("train/b/1.png", 200);
    await writeImage("test/b/1.png", 90);
    const data = await readBenchmarkData(directory, 0);
    expect(data).toMatchObject({ kind: "image", classNames: ["a", "b"] });
    expect(data.pool.contents[1]).toEqual({
      width: 4,
      height: 4,
      channels: 1,
      data: new Uint8Array(16).fill(200),
    });
    expect(data.test.contents).toHaveLength(1);
  });

  it("without a test part give a seeded fifth of their images to it, and colour makes all of them colour", async () => {
    for (const folder of ["a", "b"]) {
      await mkdir(join(directory, folder));
      for (let i = 0; i < 5; i++)
        await writeImage(`${folder}/${i}.png`, 20 * i + (folder === "a" ? 0 : 10), 3 + i, i === 4 ? 3 : 1);
    }
    const [first, again] = [await readBenchmarkData(directory, 1), await readBenchmarkData(directory, 1)];
    expect(again).toEqual(first);
    expect([first.pool.contents.length, first.test.contents.length]).toEqual([8, 2]);
    expect(first.pool.contents[0]).toMatchObject({ width: 32, height: 32, channels: 3 });
  });

  it("are refused when an image cannot be decoded", async () => {
    await mkdir(join(directory, "a"));
    for (const name of ["1.png", "2.png", "3.jpg"]) await write(`a/${name}`, "no image");
    await expect(readBenchmarkData(directory, 0)).rejects.toThrow(/a\/\d\.(png|jpg) is not an image/);
  });
});

it("a directory without data, a file and a missing directory are refused with what to do", async () => {
  await expect(readBenchmarkData(directory, 0)).rejects.toThrow(/no train\.csv.*Put there train\.csv/);
  await write("file", "");
  await expect(readBenchmarkData(join(directory, "file"), 0)).rejects.toThrow(/is a file/);
  await expect(readBenchmarkData(join(directory, "none"), 0)).rejects.toThrow(/no directory .*none/);
});

it("copies of a test sample are left out of the pool", async () => {
  await write("train.csv", "text,label\na,x\nb,y\nc,x\n");
  await write("test.csv", "text,label\nb,x\n");
  const texts = await readBenchmarkData(directory, 0);
  expect([texts.pool.contents, Array.from(texts.pool.classes)]).toEqual([
    ["a", "c"],
    [0, 0],
  ]);
  await Promise.all(["train.csv", "test.csv"].map((name) => rm(join(directory, name))));
  for (const folder of ["train/a", "test/a"]) await mkdir(join(directory, folder), { recursive: true });
  await writeImage("train/a/1.png", 10);
  await writeImage("train/a/2.png", 20);
  await writeImage("test/a/1.png", 20);
  expect((await readBenchmarkData(directory, 0)).pool.contents).toMatchObject([
    { data: new Uint8Array(16).fill(10) },
  ]);
});

it("takePart draws the same distinct samples each time and refuses more than there are", () => {
  const samples = { contents: ["a", "b", "c", "d"], classes: Int32Array.of(0, 1, 2, 3) };
  const part = takePart(samples, 3, 0, "pool");
  expect(takePart(samples, 3, 0, "pool")).toEqual(part);
  expect(part.contents.map((content) => samples.contents.indexOf(content))).toEqual(Array.from(part.classes));
  expect(takePart(samples, null, 0, "pool")).toBe(samples);
  expect(() => takePart(samples, 5, 0, "pool")).toThrow(/--pool 5 is more than the 4 samples/);
});
