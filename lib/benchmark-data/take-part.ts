import { InvalidInputError } from "@/lib/errors";
import { createRandom } from "@/lib/learning/random";
import type { ClassedSamples } from "./benchmark-data";

/**
 * A seeded random part of `count` samples; all of them when `count` is null. `name` (`pool` or `test`) names
 * the stream of the draw. Throws an InvalidInputError when there are fewer.
 */
export function takePart<Content>(
  samples: ClassedSamples<Content>,
  count: number | null,
  seed: number,
  name: string,
): ClassedSamples<Content> {
  if (count === null) return samples;
  if (count > samples.contents.length) {
    throw new InvalidInputError({
      code: "part_too_large",
      what: `--${name} ${count} is more than the ${samples.contents.length} samples there are.`,
      next: `Ask for at most ${samples.contents.length}, or leave --${name} out to use them all.`,
    });
  }
  const rows = createRandom(seed, name).permutation(samples.contents.length).slice(0, count).sort();
  return {
    contents: Array.from(rows, (row) => samples.contents[row]!),
    classes: Int32Array.from(rows, (row) => samples.classes[row]!),
  };
}
