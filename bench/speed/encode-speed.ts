import type { ContentSource, Encoder, PixelImage } from "@/lib/learning/encoders/encoder";
import { findEncoder } from "@/lib/learning/encoders/registry";
import type { Kernels } from "@/lib/learning/kernels";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { syntheticTexts } from "../synthetic-texts";

/** Samples handed over at a time, as many as the worker does. */
const BATCH = 2048;

export interface EncodeSpeed {
  /** Learning the encoder included. */
  readonly samplesPerSecond: number;
  /** Of all samples, in order. */
  readonly embeddings: Matrix;
}

/** Learns and encodes made-up texts of 20 to 60 words. */
export function encodeTexts(count: number, kernels: Kernels): Promise<EncodeSpeed> {
  const texts = Array.from(syntheticTexts(count, 4), ({ text }) => text);
  return encodeAll(findEncoder("text", "auto"), texts, kernels);
}

/** Learns and encodes made-up strokes of 28 × 28 grey pixels. */
export function encodeImages(count: number, kernels: Kernels): Promise<EncodeSpeed> {
  return encodeAll(findEncoder("image", "auto"), Array.from(strokes(count)), kernels);
}

async function encodeAll<Content>(
  encoder: Encoder<Content>,
  contents: readonly Content[],
  kernels: Kernels,
): Promise<EncodeSpeed> {
  const source: ContentSource<Content> = async function* () {
    for (let from = 0; from < contents.length; from += BATCH) yield contents.slice(from, from + BATCH);
  };
  const context = { kernels, random: createRandom(0, "encoder"), onProgress: () => {} };
  const started = performance.now();
  const fitted = await encoder.fit(source, context);
  const embeddings = matrix(contents.length, fitted.dimensions);
  let row = 0;
  for await (const batch of source()) {
    embeddings.data.set((await fitted.encode(batch)).data, row * fitted.dimensions);
    fitted.encodeSparse?.(batch);
    row += batch.length;
  }
  const seconds = (performance.now() - started) / 1000;
  return { samplesPerSecond: contents.length / seconds, embeddings };
}

/** Images of a few thick random strokes each, about as dark as handwritten digits. */
function* strokes(count: number): Generator<PixelImage> {
  const random = createRandom(0, "strokes");
  for (let i = 0; i < count; i++) {
    const data = new Uint8Array(28 * 28);
    for (let stroke = 0; stroke < 3; stroke++) {
      let [x, y, turn] = [6 + 16 * random.next(), 6 + 16 * random.next(), 2 * Math.PI * random.next()];
      const bend = (random.next() - 0.5) * 0.6;
      for (let step = 0; step < 14; step++, turn += bend) {
        x += Math.cos(turn);
        y += Math.sin(turn);
        dab(data, x, y);
      }
    }
    yield { width: 28, height: 28, channels: 1, data };
  }
}

function dab(data: Uint8Array, x: number, y: number): void {
  for (let row = Math.max(0, Math.floor(y) - 1); row <= Math.min(27, Math.floor(y) + 1); row++) {
    for (let column = Math.max(0, Math.floor(x) - 1); column <= Math.min(27, Math.floor(x) + 1); column++) {
      const distance = Math.hypot(column - x, row - y);
      data[row * 28 + column] = Math.max(
        data[row * 28 + column]!,
        Math.round(255 * Math.max(0, 1 - distance / 2)),
      );
    }
  }
}
