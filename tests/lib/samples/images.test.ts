import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";
import { expect, test } from "vitest";
import { checkImage } from "@/lib/samples/check-image";
import { decodeImage, reducedSize } from "@/lib/samples/decode-image";

const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height * 3 }, (_, i) => (i * 7919 + (i >> 3)) % 251)), {
    raw: { width, height, channels: 3 },
  });

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A valid PNG of one colour, some kilobytes in length, whatever its size in pixels. */
function flatPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const row = Math.ceil(width / 8) + 1;
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(Buffer.alloc(row * height))),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

test.each(["png", "jpeg", "webp"] as const)("a sound %s is taken with its size", async (format) => {
  const bytes = await noise(60, 40).toFormat(format).toBuffer();
  expect(await checkImage(bytes)).toEqual({ type: `image/${format}`, width: 60, height: 40 });
});

test.each(["png", "jpeg", "webp"] as const)("a %s cut at any quarter is refused", async (format) => {
  const bytes = await noise(200, 200).toFormat(format).toBuffer();
  for (const quarter of [1, 2, 3]) {
    const cut = bytes.subarray(0, Math.floor((bytes.length * quarter) / 4));
    expect(await checkImage(cut)).toMatch(/^damaged or cut off/);
  }
});

test("a 50-megapixel PNG is refused by its header, without being decoded", async () => {
  const bytes = flatPng(10_000, 5_000);
  const before = process.memoryUsage().rss;
  expect(await checkImage(bytes)).toBe("10000 × 5000 is 50.0 megapixels; images stay below 50");
  expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
});

test("an animation is refused", async () => {
  const frames = sharp(Buffer.alloc(4 * 8 * 3, 200), {
    raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
  });
  const other = sharp(Buffer.alloc(4 * 8 * 3).fill(9, 48), {
    raw: { width: 4, height: 8, channels: 3, pageHeight: 4 },
  });
  expect((await frames.webp().toBuffer()).length).toBeGreaterThan(0);
  expect(await checkImage(await other.webp({ loop: 0, delay: [90, 90] }).toBuffer())).toMatch(
    /^an animation/,
  );
});

test("small grey images keep their pixels and have one channel", async () => {
  const pixels = Buffer.from(Array.from({ length: 28 * 28 }, (_, i) => i % 256));
  const bytes = await sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } })
    .png()
    .toBuffer();
  const image = await decodeImage(bytes);
  expect(image).toMatchObject({ width: 28, height: 28, channels: 1 });
  expect(Buffer.from(image.data)).toEqual(pixels);
});

test("transparency shows white, EXIF rotation is applied, colours keep three channels", async () => {
  const clear = await sharp({ create: { width: 5, height: 5, channels: 4, background: "#0000" } })
    .png()
    .toBuffer();
  expect((await decodeImage(clear)).data.every((value) => value === 255)).toBe(true);
  const turned = await noise(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  expect(await checkImage(turned)).toMatchObject({ width: 40, height: 60 });
  expect(await decodeImage(turned)).toMatchObject({ width: 32, height: 48, channels: 3 });
});

test("the shorter side becomes 32, the longer one at most 128, and nothing is enlarged", () => {
  expect(reducedSize(28, 28)).toEqual({ width: 28, height: 28 });
  expect(reducedSize(640, 480)).toEqual({ width: 43, height: 32 });
  expect(reducedSize(1, 40_000_000)).toEqual({ width: 1, height: 128 });
});
