import { hash } from "node:crypto";
import type { BlobStore } from "../storage/blob-store";
import { checkImage } from "./check-image";
import type { ReadImage, ReadSample, Refusal } from "./readers/reader";
import type { ImageType } from "./readers/sniff-image-type";

/** A sample ready to be inserted: checked, hashed, its image stored. */
export interface PreparedSample {
  readonly kind: "sample";
  readonly place: string;
  /** SHA-256 of the content in hexadecimal digits: of the text in UTF-8, or of the image file. */
  readonly contentHash: string;
  readonly label?: string;
  readonly externalId?: string;
  readonly groupKey?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly image?: {
    readonly blob: string;
    readonly type: ImageType;
    readonly width: number;
    readonly height: number;
  };
  /** Roughly what it takes in memory and in a statement. */
  readonly bytes: number;
}

/** Checks and stores what a reader found. An image that cannot be decoded is refused. */
export async function prepareSample(blobs: BlobStore, sample: ReadSample): Promise<PreparedSample | Refusal> {
  if (sample.kind === "refusal") return sample;
  if (sample.kind === "image") return prepareImage(blobs, sample);
  return { ...sample, kind: "sample", contentHash: hash("sha256", sample.text), bytes: sample.text.length };
}

async function prepareImage(blobs: BlobStore, sample: ReadImage): Promise<PreparedSample | Refusal> {
  const { bytes, ...described } = sample;
  const checked = await checkImage(bytes);
  if (typeof checked === "string") return { kind: "refusal", place: sample.place, reason: checked };
  const blob = await blobs.put(bytes);
  return { ...described, kind: "sample", contentHash: blob, image: { blob, ...checked }, bytes: 200 };
}
