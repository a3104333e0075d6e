import { createReadStream, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse";
import { rowUniform } from "@/lib/learning/row-hash";
import { readZip } from "@/lib/samples/readers/read-zip";

const demo = fileURLToPath(new URL("../../demo", import.meta.url));

const TEST_SHARE = 0.2;
const SEED = 0;

/**
 * Writes the two data sets of `demo/` as `winnow simulate` reads them, a seeded fifth of each as its test part:
 * `sms-spam` and `mnist-digits` in `directory`.
 */
export async function writeDemoData(directory: string): Promise<void> {
  await splitTexts(join(demo, "sms-spam.csv"), join(directory, "sms-spam"));
  await splitImages(join(demo, "mnist-digits.zip"), join(directory, "mnist-digits"));
}

async function splitTexts(source: string, directory: string): Promise<void> {
  const lines = { train: ["text,label"], test: ["text,label"] };
  let row = 0;
  for await (const { text, label } of createReadStream(source).pipe(parse({ columns: true }))) {
    lines[partOf(row++)].push(`${quoted(text)},${quoted(label)}`);
  }
  mkdirSync(directory, { recursive: true });
  for (const part of ["train", "test"] as const) {
    writeFileSync(join(directory, `${part}.csv`), `${lines[part].join("\n")}\n`);
  }
}

async function splitImages(source: string, directory: string): Promise<void> {
  let row = 0;
  for await (const sample of readZip({ path: source, name: basename(source) }, () => {})) {
    if (sample.kind !== "image") throw new Error(`${sample.place} in ${source} is not an image.`);
    const path = join(directory, partOf(row++), sample.place);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, sample.bytes);
  }
}

function partOf(row: number): "train" | "test" {
  return rowUniform(SEED, row) < TEST_SHARE ? "test" : "train";
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
