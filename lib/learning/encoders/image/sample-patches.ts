import { type Matrix, matrix, rowOf } from "../../matrix";
import type { Random } from "../../random";
import type { ImageSize } from "./resize";

/** Blank patches teach nothing: how often another place is tried before one is accepted. */
const TRIES = 5;

/**
 * Contrast-normalised patches from random places (count × channels·patchSize²), laid out like the images:
 * (patch − its mean) / sqrt(its variance + floor). Patches whose variance is below the floor are avoided.
 */
export function samplePatches(
  images: Matrix,
  size: ImageSize,
  patchSize: number,
  varianceFloor: number,
  count: number,
  random: Random,
): Matrix {
  const patches = matrix(count, size.channels * patchSize ** 2);
  for (let i = 0; i < count; i++) {
    const patch = rowOf(patches, i);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const top = random.integer(size.height - patchSize + 1);
      const left = random.integer(size.width - patchSize + 1);
      copyPatch(rowOf(images, random.integer(images.rows)), size, patchSize, top, left, patch);
      if (normaliseContrast(patch, varianceFloor) > varianceFloor) break;
    }
  }
  return patches;
}

function copyPatch(
  image: Float32Array,
  { channels, height, width }: ImageSize,
  patchSize: number,
  top: number,
  left: number,
  target: Float32Array,
): void {
  let at = 0;
  for (let channel = 0; channel < channels; channel++) {
    for (let y = top; y < top + patchSize; y++) {
      const start = (channel * height + y) * width + left;
      for (let x = start; x < start + patchSize; x++) target[at++] = image[x]!;
    }
  }
}

/** In place; returns the variance before it. */
function normaliseContrast(patch: Float32Array, floor: number): number {
  const mean = patch.reduce((sum, value) => sum + value, 0) / patch.length;
  const variance = patch.reduce((sum, value) => sum + (value - mean) ** 2, 0) / patch.length;
  const scale = 1 / Math.sqrt(variance + floor);
  for (let i = 0; i < patch.length; i++) patch[i] = (patch[i]! - mean) * scale;
  return variance;
}
