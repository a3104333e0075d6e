import type { PixelImage } from "../encoder";

/** The size every image is brought to before patches are cut. */
export interface ImageSize {
  readonly channels: 1 | 3;
  readonly height: number;
  readonly width: number;
}

/** ITU-R BT.601 luma: the share of red, green and blue in grey. */
const LUMA = [0.299, 0.587, 0.114] as const;

/**
 * Writes an image as planes (channels × height × width, values 0..1) into `target`. Scaling is bilinear,
 * widened to the scale when shrinking so that every pixel counts. Colour becomes grey and grey three
 * equal channels as the size asks.
 */
export function resizeInto(image: PixelImage, size: ImageSize, target: Float32Array): void {
  if (image.width === size.width && image.height === size.height) {
    for (let channel = 0; channel < size.channels; channel++) {
      target.set(channelPlane(image, size.channels, channel), channel * size.height * size.width);
    }
    return;
  }
  const columns = axisWeights(image.width, size.width);
  const rows = axisWeights(image.height, size.height);
  const narrow = new Float64Array(image.height * size.width);
  for (let channel = 0; channel < size.channels; channel++) {
    const plane = channelPlane(image, size.channels, channel);
    for (let y = 0; y < image.height; y++) {
      columns.forEach(({ first, weights }, x) => {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * plane[y * image.width + first + i]!;
        narrow[y * size.width + x] = sum;
      });
    }
    rows.forEach(({ first, weights }, y) => {
      const start = (channel * size.height + y) * size.width;
      for (let x = 0; x < size.width; x++) {
        let sum = 0;
        for (let i = 0; i < weights.length; i++) sum += weights[i]! * narrow[(first + i) * size.width + x]!;
        target[start + x] = sum;
      }
    });
  }
}

/** One channel of the wanted kind (height × width, values 0..1). */
function channelPlane(
  { channels, data, width, height }: PixelImage,
  wanted: 1 | 3,
  channel: number,
): Float64Array {
  const plane = new Float64Array(width * height);
  for (let i = 0; i < plane.length; i++) {
    if (channels === 1) plane[i] = data[i]! / 255;
    else if (wanted === 3) plane[i] = data[i * 3 + channel]! / 255;
    else plane[i] = (LUMA[0] * data[i * 3]! + LUMA[1] * data[i * 3 + 1]! + LUMA[2] * data[i * 3 + 2]!) / 255;
  }
  return plane;
}

interface PixelWeights {
  /** The first source pixel; `weights` are of it and its successors, and sum to 1. */
  readonly first: number;
  readonly weights: Float64Array;
}

/** For each of `to` pixels, the triangle filter over the `from` pixels it is made of. */
function axisWeights(from: number, to: number): PixelWeights[] {
  const scale = from / to;
  const reach = Math.max(1, scale);
  return Array.from({ length: to }, (_, pixel) => {
    const centre = (pixel + 0.5) * scale - 0.5;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(from - 1, Math.floor(centre + reach));
    const weights = Float64Array.from({ length: last - first + 1 }, (_, i) =>
      Math.max(0, 1 - Math.abs(first + i - centre) / reach),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: weights.map((weight) => weight / total) };
  });
}
