import { mostLabelClasses } from "../contracts/projects";

/** What an import takes; beyond these a line or file is refused by name. */
export const importLimits = {
  /** Bytes of one CSV record or JSONL line. */
  lineBytes: 1024 * 1024,
  /** UTF-8 bytes of one text. */
  textBytes: 100_000,
  /** UTF-8 bytes of an `id`, a `group`, or all metadata of a sample. */
  keyBytes: 1_000,
  metadataBytes: 64 * 1024,
  labelCharacters: 200,
  /** More distinct labels than this are not classes: the column is something else. */
  labelClasses: mostLabelClasses,
  columns: 1_000,
  imageBytes: 50 * 1024 * 1024,
  /** Width × height; an image this big or bigger is refused before it is decoded. */
  imagePixels: 50_000_000,
  archiveEntries: 1_000_000,
  /** Inflated to packed size of an archived file above a megabyte; photos do not shrink this far. */
  archiveRatio: 200,
} as const;
