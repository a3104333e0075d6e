import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "@/lib/errors";
import { type BenchmarkData, numberClasses } from "./benchmark-data";
import { readCsvPart } from "./read-csv-part";
import { findIdxParts, readIdxPart } from "./read-idx-part";
import { readImageFolders } from "./read-image-folders";

/**
 * Reads a labeled data set in one of three shapes: `train.csv` and `test.csv` (columns text, label), IDX image
 * files (those of the test part begin with `t10k-`, all may be gzipped), or an image folder per class, either
 * under `train/` and `test/` or directly, in which case `seed` draws a fifth of them for the test.
 * Throws an InvalidInputError that says what is wrong, where, and what to do.
 */
export async function readBenchmarkData(directory: string, seed: number): Promise<BenchmarkData> {
  const entries = await listDirectory(directory);
  if (entries.includes("train.csv") || entries.includes("test.csv")) {
    const pool = await readCsvPart(join(directory, "train.csv"));
    const test = await readCsvPart(join(directory, "test.csv"));
    return { kind: "text", ...numberClasses(directory, pool, test) };
  }
  const idx = findIdxParts(directory, entries);
  if (idx !== null) {
    const pool = await readIdxPart(idx.train);
    const test = await readIdxPart(idx.test);
    return { kind: "image", ...numberClasses(directory, pool, test) };
  }
  const folders = await readImageFolders(directory, seed);
  if (folders !== null) return { kind: "image", ...numberClasses(directory, folders.pool, folders.test) };
  throw new InvalidInputError({
    code: "no_benchmark_data",
    what: `There is no train.csv in ${directory}, nor IDX files, nor a folder of images per class.`,
    next:
      "Put there train.csv and test.csv with the columns text and label, or train-images-idx3-ubyte and its " +
      "companions, or train/<class>/ and test/<class>/ folders of images.",
  });
}

async function listDirectory(directory: string): Promise<string[]> {
  const found = await stat(directory).catch(() => null);
  if (found?.isDirectory()) return (await readdir(directory)).sort();
  throw new InvalidInputError({
    code: "no_data_directory",
    what: found ? `${directory} is a file, not a directory.` : `There is no directory ${directory}.`,
    next: "Give --data the directory that holds the data set.",
  });
}
