import { hash } from "node:crypto";
import type { BlobStore } from "../storage/blob-store";
import { type CheckedImage, checkImage } from "./check-image";
import { mapInOrder } from "./map-in-order";
import type { ReadImage, ReadSample, ReadText, Refusal } from "./readers/reader";

/** Images decoded at once, and written at once: flushing several to the disk costs little more than one. */
const [checkedAtOnce, storedAtOnce] = [2, 4];

/** A sample ready to be inserted: checked, hashed, its image stored. */
export interface PreparedSample {
  readonly kind: "sample";
  readonly place: string;
  /** SHA-256 of the content in hexadecimal digits: of the text in UTF-8, or of the image file. */
  readonly contentHash: string;
  readonly label?: string;
  readonly labels?: readonly string[];
  readonly externalId?: string;
  readonly groupKey?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly text?: string;
  readonly image?: CheckedImage & { readonly blob: string };
  /** Roughly what it takes in memory and in a statement. */
  readonly bytes: number;
}

/** Checks and stores what a reader found, in its order. An image that cannot be decoded is refused. */
export function prepareSamples(
  blobs: BlobStore,
  found: AsyncIterable<ReadSample>,
): AsyncGenerator<PreparedSample | Refusal> {
  const checked = mapInOrder(found, checkedAtOnce, async (sample) =>
    sample.kind === "image" ? checkedImage(sample) : sample,
  );
  return mapInOrder(checked, storedAtOnce, async (sample) => {
    if (sample.kind === "refusal") return sample;
    return sample.kind === "text" ? prepareText(sample) : storeImage(blobs, sample);
  });
}

type SoundImage = ReadImage & { readonly checked: CheckedImage };

async function checkedImage(image: ReadImage): Promise<SoundImage | Refusal> {
  const checked = await checkImage(image.bytes);
  return typeof checked === "string"
    ? { kind: "refusal", place: image.place, reason: checked }
    : { ...image, checked };
}

function prepareText(sample: ReadText): PreparedSample {
  return { ...sample, kind: "sample", contentHash: hash("sha256", sample.text), bytes: sample.text.length };
}

async function storeImage(blobs: BlobStore, image: SoundImage): Promise<PreparedSample> {
  const { bytes, checked, ...described } = image;
  const blob = await blobs.put(bytes);
  return { ...described, kind: "sample", contentHash: blob, image: { ...checked, blob }, bytes: 200 };
}
