import type { Kernels } from "../../kernels";
import { multiplyRows } from "../../linear-algebra/multiply-rows";
import { normaliseRows } from "../../linear-algebra/normalise-rows";
import { type Matrix, matrix, rowOf } from "../../matrix";
import type { PixelImage } from "../encoder";
import type { Projection } from "./learn-projection";
import { type ImageSize, resizeInto } from "./resize";

const BATCH_IMAGES = 512;

/** Features of fewer images may be summed in another order, which would change the last digits. */
const FEWEST_ROWS = 16;

/** Embedding = normalise(features(image)·projection + offset). */
export interface ImageProjection extends Projection {
  readonly size: ImageSize;
}

/**
 * Embeddings (images × dimensions), rows of length 1. `featuresOf` turns planes into features, row by row; an
 * image's embedding does not depend on its batch.
 */
export async function embedImages(
  { size, projection, offset }: ImageProjection,
  images: readonly PixelImage[],
  featuresOf: (planes: Matrix) => Promise<Matrix>,
  kernels: Kernels,
): Promise<Matrix> {
  const embeddings = matrix(images.length, offset.length);
  for (let start = 0; start < images.length; start += BATCH_IMAGES) {
    const batch = images.slice(start, start + BATCH_IMAGES);
    const features = await featuresOf(planesOf(batch, size, FEWEST_ROWS));
    const projected = await multiplyRows(features, projection, kernels);
    const kept = projected.data.subarray(0, batch.length * offset.length);
    for (let at = 0; at < kept.length; at++) kept[at]! += offset[at % offset.length]!;
    embeddings.data.set(kept, start * offset.length);
  }
  normaliseRows(embeddings);
  return embeddings;
}

/** Resized images, one a row (channels·height·width); rows of zeros are added up to `fewestRows`. */
export function planesOf(images: readonly PixelImage[], size: ImageSize, fewestRows = 0): Matrix {
  const planes = matrix(Math.max(images.length, fewestRows), size.channels * size.height * size.width);
  images.forEach((image, row) => {
    resizeInto(image, size, rowOf(planes, row));
  });
  return planes;
}
