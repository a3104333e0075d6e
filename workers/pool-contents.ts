import type { Db } from "@/db/client";
import type { Encoder } from "@/lib/learning/encoders/encoder";
import { encoders } from "@/lib/learning/encoders/registry";
import { readImages, readImagesOf, readTexts, readTextsOf } from "@/lib/samples/read-content";
import type { BlobStore } from "@/lib/storage/blob-store";

const batchSize = 2_048;

/** What a project's samples hold, and the encoders that read it. */
interface PoolContents<Content> {
  readonly encoders: readonly Encoder<Content>[];
  /** Rows first..end-1 in batches. Rows that were imported after the work began belong to the next encoding. */
  between(first: number, end: number): AsyncIterable<readonly Content[]>;
  /** The given rows, in that order. */
  of(rows: readonly number[]): Promise<readonly Content[]>;
}

/** Does `work` with the contents of the project, whatever they are. */
export function withContents<Result>(
  { db, blobs }: { readonly db: Db; readonly blobs: BlobStore },
  { projectId, modality }: { readonly projectId: string; readonly modality: "text" | "image" },
  work: <Content>(contents: PoolContents<Content>) => Promise<Result>,
): Promise<Result> {
  if (modality === "text") {
    return work({
      encoders: encoders.text,
      between: (first, end) => upTo(end - first, readTexts(db, projectId, batchSize, first)),
      of: (rows) => readTextsOf(db, projectId, rows),
    });
  }
  return work({
    encoders: encoders.image,
    between: (first, end) => upTo(end - first, readImages(db, blobs, projectId, batchSize, first)),
    of: (rows) => readImagesOf(db, blobs, projectId, rows),
  });
}

async function* upTo<Content>(count: number, batches: AsyncIterable<readonly Content[]>) {
  let left = count;
  for await (const batch of batches) {
    if (left <= 0) return;
    yield batch.slice(0, left);
    left -= batch.length;
  }
}
