import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { InvalidInputError, messageOf } from "@/lib/errors";
import type { PixelImage } from "@/lib/learning/encoders/encoder";
import type { NamedSamples } from "./benchmark-data";

interface IdxPart {
  readonly images: string;
  readonly labels: string;
}

const [UNSIGNED_BYTE, LABEL_DIMENSIONS] = [8, [1]] as const;

/** The IDX files among a directory's entries, or null when it holds none. */
export function findIdxParts(
  directory: string,
  entries: readonly string[],
): { train: IdxPart; test: IdxPart } | null {
  const idx = entries.filter((entry) => /-idx[134]-ubyte(\.gz)?$/.test(entry));
  if (idx.length === 0) return null;
  const pick = (part: string, isTest: boolean, kind: RegExp) => {
    const found = idx.find((entry) => entry.startsWith("t10k-") === isTest && kind.test(entry));
    if (found !== undefined) return join(directory, found);
    throw new InvalidInputError({
      code: "idx_missing",
      what: `${directory} holds IDX files but none with the ${part}.`,
      next: "Needed are train-images, train-labels, t10k-images and t10k-labels (-idx3-ubyte or -idx1-ubyte).",
    });
  };
  return {
    train: {
      images: pick("training images", false, /images/),
      labels: pick("training labels", false, /labels/),
    },
    test: { images: pick("test images", true, /images/), labels: pick("test labels", true, /labels/) },
  };
}

/**
 * Reads images (n × height × width, or n × height × width × channels) and their labels. Grey levels are stretched so
 * that the largest in the file is 255. Throws an InvalidInputError that names the file.
 */
export async function readIdxPart({ images, labels }: IdxPart): Promise<NamedSamples<PixelImage>> {
  const pixels = await readIdx(images, [3, 4]);
  const truth = await readIdx(labels, LABEL_DIMENSIONS);
  const [count, height, width, channels = 1] = pixels.shape as [number, number, number, number?];
  if (truth.shape[0] !== count) {
    throw damaged(labels, `it has ${truth.shape[0]} labels for the ${count} images of ${images}`);
  }
  if (channels !== 1 && channels !== 3)
    throw damaged(images, `its images have ${channels} channels, not 1 or 3`);
  const largest = pixels.data.reduce((most, value) => Math.max(most, value), 1);
  const data = largest === 255 ? pixels.data : pixels.data.map((value) => (value * 255) / largest);
  const size = height * width * channels;
  const contents = Array.from({ length: count }, (_, i) => {
    return { width, height, channels, data: data.subarray(i * size, (i + 1) * size) } satisfies PixelImage;
  });
  return { contents, classNames: Array.from(truth.data, String) };
}

/** Layout: bytes 0, 0, type, number of dimensions; big-endian 32-bit sizes; the values, row-major. */
async function readIdx(path: string, dimensions: readonly number[]) {
  const raw = await readFile(path);
  const bytes = path.endsWith(".gz")
    ? await promisify(gunzip)(raw).catch((cause) => {
        throw damaged(path, `it cannot be unpacked: ${messageOf(cause)}`, cause);
      })
    : raw;
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0 || bytes[2] !== UNSIGNED_BYTE) {
    throw damaged(path, "it does not begin as an IDX file of bytes does");
  }
  if (!dimensions.includes(bytes[3]!) || bytes.length < 4 + 4 * bytes[3]!) {
    throw damaged(path, `it has ${bytes[3]} dimensions where ${dimensions.join(" or ")} are needed`);
  }
  const shape = Array.from({ length: bytes[3]! }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const data = new Uint8Array(bytes.subarray(4 + 4 * shape.length));
  const expected = shape.reduce((product, size) => product * size, 1);
  if (data.length !== expected) throw damaged(path, `it holds ${data.length} values instead of ${expected}`);
  return { shape, data };
}

function damaged(path: string, why: string, cause?: unknown): InvalidInputError {
  return new InvalidInputError({
    code: "idx_damaged",
    what: `${path} cannot be used: ${why}.`,
    next: "Fetch or write the file again.",
    cause,
  });
}
