import { readdir } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { InvalidInputError, messageOf } from "@/lib/errors";
import type { PixelImage } from "@/lib/learning/encoders/encoder";
import { createRandom } from "@/lib/learning/random";
import type { NamedSamples } from "./benchmark-data";

interface ImageFile {
  readonly path: string;
  readonly className: string;
}

/** Images of different or of larger sizes are brought to this size, in pixels a side. */
const SIDE = 32;

/** Share of a data set without a test part that is drawn to be one. */
const TEST_SHARE = 0.2;

/**
 * Reads `train/<class>/*` and `test/<class>/*`, or `<class>/*` with a seeded test part. Null when there are no
 * such images. Throws an InvalidInputError that names the image that cannot be decoded.
 */
export async function readImageFolders(
  directory: string,
  seed: number,
): Promise<{ pool: NamedSamples<PixelImage>; test: NamedSamples<PixelImage> } | null> {
  let train = await listImages(join(directory, "train"));
  let test = await listImages(join(directory, "test"));
  if (train.length === 0 || test.length === 0) {
    const all = train.length + test.length > 0 ? [...train, ...test] : await listImages(directory);
    const order = createRandom(seed, "image folders").permutation(all.length);
    const testCount = Math.ceil(all.length * TEST_SHARE);
    test = Array.from(order.subarray(0, testCount), (i) => all[i]!);
    train = Array.from(order.subarray(testCount), (i) => all[i]!);
  }
  if (train.length === 0) return null;
  const format = await commonFormat([...train, ...test]);
  return { pool: await decodeAll(train, format), test: await decodeAll(test, format) };
}

/** The images one level below `directory`, the folder's name as the class; in a stable order. */
async function listImages(directory: string): Promise<ImageFile[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const files: ImageFile[] = [];
  for (const folder of entries.filter((entry) => entry.isDirectory())) {
    for (const name of await readdir(join(directory, folder.name))) {
      if (!/\.(png|jpe?g|webp)$/i.test(name)) continue;
      files.push({ path: join(directory, folder.name, name), className: folder.name });
    }
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface PixelFormat {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** The size of the images when they are small and all alike, else SIDE × SIDE; grey when all of them are. */
async function commonFormat(files: readonly ImageFile[]): Promise<PixelFormat> {
  const sizes = new Set<string>();
  let [width, height, channels]: [number, number, 1 | 3] = [SIDE, SIDE, 1];
  for (const { path } of files) {
    const metadata = await decode(path, sharp(path).metadata());
    if (metadata.space !== "b-w") channels = 3;
    [width, height] = [metadata.width, metadata.height];
    sizes.add(`${width} ${height}`);
  }
  const keep = sizes.size === 1 && Math.max(width, height) <= 2 * SIDE;
  return keep ? { width, height, channels } : { width: SIDE, height: SIDE, channels };
}

async function decodeAll(
  files: readonly ImageFile[],
  format: PixelFormat,
): Promise<NamedSamples<PixelImage>> {
  const contents: PixelImage[] = [];
  for (const { path } of files) {
    const image = sharp(path)
      .flatten()
      .resize(format.width, format.height, { fit: "fill" })
      .toColourspace(format.channels === 1 ? "b-w" : "srgb");
    contents.push({ ...format, data: new Uint8Array(await decode(path, image.raw().toBuffer())) });
  }
  return { contents, classNames: files.map(({ className }) => className) };
}

function decode<Result>(path: string, result: Promise<Result>): Promise<Result> {
  return result.catch((cause) => {
    throw new InvalidInputError({
      code: "image_unreadable",
      what: `${path} is not an image that can be read: ${messageOf(cause)}.`,
      next: "Remove or replace it.",
      cause,
    });
  });
}
