import type { PixelImage, TabularRow } from "@/lib/learning/encoders/encoder";
import { createRandom } from "@/lib/learning/random";

const TOPICS = [
  "the striker scored a late goal and the team won the cup final",
  "shares fell as the bank cut its profit forecast for the quarter",
  "scientists found a new planet around a distant dwarf star",
] as const;

/** Texts that each use words of one of three topics, in random order: text i is of topic i mod 3. */
export function topicTexts(count: number, seed: number): string[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const words = TOPICS[i % TOPICS.length]!.split(" ");
    return Array.from({ length: 8 }, () => words[random.integer(words.length)]!).join(" ");
  });
}

/** Noisy stripes: image i is striped across for even i, and down for odd i. */
export function stripedImages(count: number, side: number, channels: 1 | 3, seed: number): PixelImage[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const phase = random.integer(4);
    const data = new Uint8Array(side * side * channels);
    for (let at = 0; at < data.length; at++) {
      const pixel = Math.floor(at / channels);
      const line = i % 2 === 0 ? Math.floor(pixel / side) : pixel % side;
      data[at] = ((line + phase) % 4 < 2 ? 180 : 40) + random.integer(40);
    }
    return { width: side, height: side, channels, data };
  });
}

/** One grey everywhere. */
export function plainImage(width: number, height: number, grey: number): PixelImage {
  return { width, height, channels: 1, data: new Uint8Array(width * height).fill(grey) };
}

const COLOURS = ["red", "green", "blue"] as const;

/** Rows of a table with two numbers, a category and an identifier: row i is of group i mod 3, and some cells lack. */
export function groupedRows(count: number, seed: number): TabularRow[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: `row-${seed}-${i}`,
    age: 20 * (i % 3) + random.normal(),
    weight: random.next() < 0.1 ? null : String(50 + random.integer(30)),
    colour: random.next() < 0.8 ? COLOURS[i % 3]! : null,
  }));
}

/** A source of one pool, cut into batches of seven. */
export function sourceOf<Content>(pool: readonly Content[]) {
  return async function* () {
    for (let start = 0; start < pool.length; start += 7) yield pool.slice(start, start + 7);
  };
}
