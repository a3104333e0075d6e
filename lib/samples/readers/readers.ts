import type { ImportFormat, Modality } from "@/lib/contracts/projects";
import { readCsv } from "./read-csv";
import { readFolder } from "./read-folder";
import { readJsonl } from "./read-jsonl";
import { readZip } from "./read-zip";
import type { SampleReader } from "./reader";

/** Every import format: what it holds and how it is read. */
export const readers: Record<ImportFormat, { modality: Modality; read: SampleReader }> = {
  csv: { modality: "text", read: readCsv },
  jsonl: { modality: "text", read: readJsonl },
  zip: { modality: "image", read: readZip },
  folder: { modality: "image", read: readFolder },
};
