import { createRandom } from "../learning/random";
import { rowUniform } from "../learning/row-hash";

/**
 * How many of `count` samples are of a share (0..1) of them: a whole number whose mean over `u`, uniform in [0, 1), is that
 * share of them. Rounded up, refills of few samples would hold more than their share; rounded down, none.
 */
export function partOf(count: number, share: number, u: number): number {
  return Math.floor(count * share + u);
}

/**
 * Mixes samples that wait for a second person, or are gold, into others, whose order stays. Each stands at a place that
 * depends on the project's seed and its id alone: at the end of every batch they could be told from the others.
 */
export function mixIn<Sample extends { readonly sampleId: number }>(
  seed: number,
  mixed: readonly Sample[],
  others: readonly Sample[],
): Sample[] {
  const salt = createRandom(seed, "places of second opinions").integer(2 ** 32);
  const placed = mixed
    .map((sample) => ({ sample, at: rowUniform(salt, sample.sampleId) * (others.length + 1) }))
    .toSorted((a, b) => a.at - b.at);
  const before = (place: number) =>
    placed.filter(({ at }) => Math.floor(at) === place).map(({ sample }) => sample);
  return [...others.flatMap((other, place) => [...before(place), other]), ...before(others.length)];
}
