import type { ContentSource, Encoder, PixelImage } from "@/lib/learning/encoders/encoder";
import { findEncoder } from "@/lib/learning/encoders/registry";
import type { Kernels } from "@/lib/learning/kernels";
import { createRandom } from "@/lib/learning/random";
import { syntheticTexts } from "./synthetic-texts";

/** Samples handed over in one batch, as the worker does. */
const BATCH = 2048;

/** Texts a second, learning the encoder included, on made-up texts of 20 to 60 words. */
export function encodeTexts(count: number, kernels: Kernels): Promise<number> {
  const texts = Array.from(syntheticTexts(count, 4), ({ text }) => text);
  return perSecond(findEncoder("text", "auto"), texts, kernels);
}

/** Images a second, learning the encoder included, on made-up strokes of 28 × 28 grey pixels. */
export function encodeImages(count: number, kernels: Kernels): Promise<number> {
  return perSecond(findEncoder("image", "auto"), Array.from(strokes(count)), kernels);
}

async function perSecond<Content>(
  encoder: Encoder<Content>,
  contents: readonly Content[],
  kernels: Kernels,
): Promise<number> {
  const source: ContentSource<Content> = async function* () {
    for (let from = 0; from < contents.length; from += BATCH) yield contents.slice(from, from + BATCH);
  };
  const started = performance.now();
  const fitted = await encoder.fit(source, {
    kernels,
    random: createRandom(0, "encoder"),
    onProgress: () => {},
  });
  for await (const batch of source()) await fitted.encode(batch);
  return contents.length / ((performance.now() - started) / 1000);
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
