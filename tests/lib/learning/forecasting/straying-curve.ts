import { createRandom } from "@/lib/learning/random";

/** Shapes as real curves have them: exponent, floor as a share of the error after 230 labels, straying from the law. */
const EXPONENTS = [0.08, 0.14, 0.22, 0.32, 0.45, 0.62, 0.85, 1.2, 1.7];
const FLOORS = [0, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9];
const STRAYS = [0.03, 0.06, 0.12];

/** Straying is drawn at every factor of so much, and forgotten over a factor of e to the power of `MEMORY`. */
const [FIRST, FACTOR, COUNT, MEMORY] = [8, 1.06, 130, 0.5];

/** A learning curve drawn from these: the error after so many training labels. A power law, and a random walk about it. */
export function strayingCurve(seed: number): (trainingLabels: number) => number {
  const random = createRandom(seed, "curve");
  const pick = (values: readonly number[]) => values[random.integer(values.length)]!;
  const [exponent, floor, stray] = [pick(EXPONENTS), pick(FLOORS), pick(STRAYS)];
  const height = 0.05 + 0.35 * random.next();
  const walk = [random.normal()];
  const alike = Math.exp(-Math.log(FACTOR) / MEMORY);
  while (walk.length < COUNT) walk.push(alike * walk.at(-1)! + Math.sqrt(1 - alike ** 2) * random.normal());
  return (n) => {
    const place = Math.min(COUNT - 1.001, Math.max(0, Math.log(n / FIRST) / Math.log(FACTOR)));
    const [i, share] = [Math.floor(place), place % 1];
    const strayed = stray * ((1 - share) * walk[i]! + share * walk[i + 1]!);
    const law = height * (floor + (1 - floor) * (n / 230) ** -exponent);
    return Math.min(0.95, Math.max(0, law * (1 + strayed)));
  };
}
