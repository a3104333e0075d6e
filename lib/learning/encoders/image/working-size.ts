import type { PixelImage } from "../encoder";
import type { ImageSize } from "./resize";

const SHORTEST_SIDE = 8;
const LONGEST_SHORTER_SIDE = 32;
const LARGEST_ASPECT = 2;

/**
 * The common size for a pool: the median shorter side within 8..32 px, the median aspect ratio within
 * 1:2..2:1, and one channel when no image holds a colour.
 */
export function workingSize(images: readonly PixelImage[]): ImageSize {
  const shorter = median(images.map(({ width, height }) => Math.min(width, height)));
  const side = clamp(Math.round(shorter), SHORTEST_SIDE, LONGEST_SHORTER_SIDE);
  const aspect = clamp(
    median(images.map(({ width, height }) => width / height)),
    1 / LARGEST_ASPECT,
    LARGEST_ASPECT,
  );
  return {
    channels: images.every(isGrey) ? 1 : 3,
    height: aspect < 1 ? Math.round(side / aspect) : side,
    width: aspect > 1 ? Math.round(side * aspect) : side,
  };
}

function isGrey({ channels, data }: PixelImage): boolean {
  if (channels === 1) return true;
  for (let i = 0; i < data.length; i += 3) {
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return false;
  }
  return true;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
