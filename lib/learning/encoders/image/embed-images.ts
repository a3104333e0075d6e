import type { Kernels } from "../../kernels";
import { normaliseRows } from "../../linear-algebra/normalise-rows";
import { type Matrix, matrix, rowOf } from "../../matrix";
import type { PixelImage } from "../encoder";
import type { ImageModel } from "./image-model";
import { type ImageSize, resizeInto } from "./resize";

const BATCH_IMAGES = 512;

/** A product of fewer rows may be summed in another order, which would change the last digits. */
const FEWEST_ROWS = 16;

/** Embeddings (images × dimensions), rows of length 1. An image's row does not depend on its batch. */
export async function embedImages(
  { size, network, projection, offset }: ImageModel,
  images: readonly PixelImage[],
  kernels: Kernels,
): Promise<Matrix> {
  const embeddings = matrix(images.length, offset.length);
  for (let start = 0; start < images.length; start += BATCH_IMAGES) {
    const batch = images.slice(start, start + BATCH_IMAGES);
    const features = await kernels.patchFeatures(planesOf(batch, size, FEWEST_ROWS), network);
    const projected = await kernels.multiply(features, projection);
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
