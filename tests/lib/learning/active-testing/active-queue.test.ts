import { afterAll, describe, expect, it } from "vitest";
import { chooseQueue } from "@/lib/learning/choose-queue";
import { type DrawnLoss, lureEstimate } from "@/lib/learning/evaluation/lure";
import { matrix } from "@/lib/learning/matrix";
import { createPredictionSummary } from "@/lib/learning/prediction-summary";
import { createRandom } from "@/lib/learning/random";
import type { QueuePick, RoundInput } from "@/lib/learning/round";
import { random as randomStrategy } from "@/lib/learning/strategies/random";
import { createKernels } from "@/lib/onnx/kernels";
import { poolOf, rowRange } from "../strategies/selection-request";

const kernels = createKernels();
afterAll(() => kernels.dispose());

/** The holdout's picks of a round over `belief.length` rows, of which a model believes each wrong with its belief. */
async function holdoutOf(belief: Float64Array, changes: Partial<RoundInput>): Promise<QueuePick[]> {
  const input: RoundInput = {
    pool: poolOf(matrix(belief.length, 1)),
    classCount: 2,
    trainingLabels: [],
    holdoutLabels: [],
    candidates: new Int32Array(0),
    holdoutReserve: new Int32Array(0),
    holdoutAwaited: new Int32Array(0),
    holdoutSampling: "active",
    learner: "linear",
    strategy: "random",
    previous: null,
    pinned: null,
    queueLength: 2,
    exploreShare: 0,
    holdoutShare: 1,
    served: { query: 0, explore: 0, holdout: 0 },
    guesses: null,
    seed: 0,
    ...changes,
  };
  const summary = createPredictionSummary(belief.length);
  belief.forEach((likely, row) => {
    summary.top[row] = 1 - likely;
  });
  return chooseQueue(input, randomStrategy, { model: null, probabilities: null, summary }, kernels);
}

it("the next round draws by its propensities also where nothing but the holdout was handed out", async () => {
  const [seeds, reserve] = [20_000, rowRange(0, 4)];
  const belief = Float64Array.of(0.9, 0.05, 0.5, 0.2);
  /** By both rows: how often they were drawn one after the other, and how often the propensities say. */
  const pairs = new Map<string, { count: number; expected: number }>();
  for (let seed = 0; seed < seeds; seed++) {
    const [first] = await holdoutOf(belief, { seed, holdoutReserve: reserve, queueLength: 1 });
    const left = reserve.filter((row) => row !== first!.row);
    const [second] = await holdoutOf(belief, { seed, holdoutReserve: left, queueLength: 1 });
    const pair = pairs.get(`${first!.row} ${second!.row}`) ?? { count: 0, expected: 0 };
    pair.count++;
    pair.expected = seeds * first!.propensity * second!.propensity;
    pairs.set(`${first!.row} ${second!.row}`, pair);
  }
  expect(pairs.size).toBe(12);
  const distance = [...pairs.values()].reduce((sum, { count, expected }) => {
    return sum + (count - expected) ** 2 / expected;
  }, 0);
  // The 99.99 % point of chi-square with 11 degrees of freedom.
  expect(distance).toBeLessThan(37.4);
}, 60_000);

/** What befalls picks that were handed out: nothing but an answer, or what annotators do and files bring, too. */
interface Work {
  /** Rows whose label came with a file, which nobody is asked for. */
  readonly imported: number;
  readonly skips: number;
  readonly expiring: number;
  /** Picks of each generation that are handed out before the next is drawn. */
  readonly handedOut: readonly number[];
}

/**
 * A reserve of neighbours that a model is unsure of, and mostly right, and sure of, and often wrong: where the draws are
 * not what their propensities say, the estimate is far off.
 */
function makeReserve(rows: number) {
  const random = createRandom(3, "reserve");
  const belief = Float64Array.from({ length: rows }, (_, row) => (row % 2 === 0 ? 0.6 : 0.02));
  const isWrong = Array.from(belief, (_, row) => random.next() < (row % 2 === 0 ? 0.1 : 0.3));
  return { belief, isWrong };
}

/** Generations of queues, each worked at for a while; the labels in the order of their draws. */
async function workAt({ belief, isWrong }: ReturnType<typeof makeReserve>, work: Work, seed: number) {
  const random = createRandom(seed, "work");
  const imported = new Set(random.permutation(belief.length).subarray(0, work.imported));
  let reserve = rowRange(0, belief.length).filter((row) => !imported.has(row));
  const truth = reserve.reduce((sum, row) => sum + Number(isWrong[row]), 0) / reserve.length;
  const drawn: DrawnLoss[] = [];
  let lapsed: number[] = [];
  for (const count of work.handedOut) {
    const queue = await holdoutOf(belief, { seed, holdoutReserve: reserve, queueLength: count + 5 });
    const handedOut = queue.slice(0, count);
    const gone = new Set(handedOut.map(({ row }) => row));
    // Leases that ran out since the queue before: their rows are back for the next.
    reserve = Int32Array.from([...reserve.filter((row) => !gone.has(row)), ...lapsed]);
    lapsed = [];
    for (const { row, propensity, score } of handedOut) {
      const befalls = random.next();
      if (befalls < work.expiring) lapsed.push(row);
      else if (befalls >= work.expiring + work.skips) {
        drawn.push({ loss: Number(isWrong[row]), propensity, left: score });
      }
    }
  }
  return { drawn, truth };
}

/** How many standard errors the mean of the estimates is away from the truth. */
function zOf(errors: readonly number[]): number {
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length;
  return mean / Math.sqrt(variance / errors.length);
}

describe("the estimate from several generations of queues is right on average", () => {
  const undisturbed = { imported: 0, skips: 0, expiring: 0 };
  it.each<[string, Work]>([
    ["one label a generation", { ...undisturbed, handedOut: Array.from({ length: 8 }, () => 1) }],
    ["many a generation", { ...undisturbed, handedOut: [10, 10, 10] }],
    ["where half of the reserve is known from a file", { ...undisturbed, imported: 40, handedOut: [10, 15] }],
    ["where a third is skipped", { ...undisturbed, skips: 0.33, handedOut: [10, 10, 10, 10] }],
    [
      "with all of that, and leases that run out",
      { imported: 20, skips: 0.2, expiring: 0.15, handedOut: [9, 1, 9, 9] },
    ],
  ])(
    "%s",
    async (_, work) => {
      const reserve = makeReserve(80);
      const errors: number[] = [];
      for (let seed = 0; seed < 4_000; seed++) {
        const { drawn, truth } = await workAt(reserve, work, seed);
        if (drawn.length > 0) errors.push(lureEstimate(drawn) - truth);
      }
      expect(Math.abs(zOf(errors))).toBeLessThan(3);
    },
    60_000,
  );
});
