import type { Kernels } from "../../kernels";
import { multiplyRows } from "../../linear-algebra/multiply-rows";
import { normaliseRows } from "../../linear-algebra/normalise-rows";
import { type Matrix, matrix, rowOf } from "../../matrix";
import type { PixelImage } from "../encoder";
import type { Projection } from "./learn-projection";
import { type ImageSize, resizeInto } from "./resize";

const BATCH_IMAGES = 512;

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
    const features = await featuresOf(planesOf(batch, size));
    const projected = await multiplyRows(features, projection, kernels);
    for (let at = 0; at < projected.data.length; at++) projected.data[at]! += offset[at % offset.length]!;
    embeddings.data.set(projected.data, start * offset.length);
  }
  normaliseRows(embeddings);
  return embeddings;
}

/** Resized images, one a row (channels·height·width). */
export function planesOf(images: readonly PixelImage[], size: ImageSize): Matrix {
  const planes = matrix(images.length, size.channels * size.height * size.width);
  images.forEach((image, row) => {
    resizeInto(image, size, rowOf(planes, row));
  });
  return planes;
}
