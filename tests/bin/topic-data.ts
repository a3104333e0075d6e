import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRandom } from "@/lib/learning/random";

/** Writes train.csv and test.csv: short texts of two topics with a few words in common. */
export function writeTopicData(directory: string, rows: { train: number; test: number }, seed = 1): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "train.csv"), csv(rows.train, seed));
  writeFileSync(join(directory, "test.csv"), csv(rows.test, seed + 1));
}

const topics = {
  sea: ["wave", "ship", "harbour", "sail", "tide"],
  hill: ["rock", "peak", "climb", "snow", "path"],
};

function csv(rows: number, seed: number): string {
  const random = createRandom(seed);
  const lines = Array.from({ length: rows }, (_, i) => {
    const label = i % 2 === 0 ? "sea" : "hill";
    const words = Array.from({ length: 6 }, () =>
      random.next() < 0.3 ? ["the", "a", "long"][random.integer(3)] : topics[label][random.integer(5)],
    );
    return `${words.join(" ")} ${i},${label}`;
  });
  return `text,label\n${lines.join("\n")}\n`;
}
