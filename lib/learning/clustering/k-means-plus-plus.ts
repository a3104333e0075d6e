import type { Random } from "../random";

/** Points known by their distances alone. */
export interface PointSet {
  readonly count: number;
  /** Squared length of each point: the weights of the first draw. */
  readonly squaredNorms: Float64Array;
  /** Squared distances of all points to the one at `index`; -1 for a point that must not be drawn beside it. */
  squaredDistancesTo(index: number): Promise<Float64Array>;
}

export interface Drawn {
  readonly index: number;
  /** Its weight when it was drawn: the squared distance to the nearest drawn before it. */
  readonly weight: number;
  /** Probability with which it was drawn. */
  readonly probability: number;
}

/**
 * Draws up to `count` distinct points, each with a probability proportional to its squared distance to the nearest
 * one drawn before it (k-means++; Arthur & Vassilvitskii 2007), the first by its squared length. Where all weights
 * are 0, uniformly among those left. Fewer when the others must not be drawn.
 */
export async function kMeansPlusPlus(points: PointSet, count: number, random: Random): Promise<Drawn[]> {
  const weights = points.squaredNorms.slice();
  const isOpen = new Uint8Array(points.count).fill(1);
  const drawn: Drawn[] = [];
  while (drawn.length < count) {
    const next = draw(weights, isOpen, random);
    if (next === null) break;
    const distances = await points.squaredDistancesTo(next.index);
    for (let i = 0; i < points.count; i++) {
      if (distances[i]! < 0) isOpen[i] = 0;
      weights[i] = drawn.length === 0 ? distances[i]! : Math.min(weights[i]!, distances[i]!);
    }
    isOpen[next.index] = 0;
    drawn.push(next);
  }
  return drawn;
}

function draw(weights: Float64Array, isOpen: Uint8Array, random: Random): Drawn | null {
  let [total, open] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    if (isOpen[i] === 0) continue;
    total += weights[i]!;
    open++;
  }
  if (open === 0) return null;
  const weightOf = (i: number) => (total > 0 ? weights[i]! : 1);
  const all = total > 0 ? total : open;
  let left = random.next() * all;
  let index = -1;
  for (let i = 0; i < weights.length; i++) {
    if (isOpen[i] === 0 || weightOf(i) === 0) continue;
    index = i;
    left -= weightOf(i);
    if (left < 0) break;
  }
  return { index, weight: weights[index]!, probability: weightOf(index) / all };
}
