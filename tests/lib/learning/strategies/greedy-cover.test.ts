import fc from "fast-check";
import { expect, it } from "vitest";
import { NonFiniteError } from "@/lib/learning/errors";
import { matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { facilityLocation } from "@/lib/learning/strategies/facility-location";
import { type CoverProblem, coveredByLabels, greedyCover } from "@/lib/learning/strategies/greedy-cover";
import { createKernels } from "@/lib/onnx/kernels";
import { blobRequest, requestOf } from "./selection-request";

const kernels = createKernels();

/** Four options at 0, 30, 60 and 180 degrees, all certain to be worth covering, none covered. */
function fourOptions(changes: Partial<CoverProblem> = {}): CoverProblem {
  const degrees = [0, 30, 60, 180];
  const similarity = matrix(4, 4);
  degrees.forEach((a, i) => {
    degrees.forEach((b, j) => {
      similarity.data[4 * i + j] = Math.cos(((a - b) * Math.PI) / 180);
    });
  });
  return {
    options: Int32Array.of(10, 11, 12, 13),
    similarity,
    covered: new Float32Array(4),
    pointWeights: Float64Array.of(1, 1, 1, 1),
    optionWeights: Float64Array.of(1, 1, 1, 1),
    count: 4,
    nearThreshold: Number.POSITIVE_INFINITY,
    ...changes,
  };
}

const root = Math.sqrt(3) / 2;

it("picks the middle of three, then the loner, then what is left, each at what it adds", () => {
  const picks = greedyCover(fourOptions());
  expect(picks.map(({ row }) => row)).toEqual([11, 13, 10, 12]);
  [(2 * root + 1) / 4, 1 / 4, (1 - root) / 4, (1 - root) / 4].forEach((score, i) => {
    expect(picks[i]!.score).toBeCloseTo(score, 6);
  });
});

it("follows the weights of points and of options, and what is covered already", () => {
  const [pointWeights, optionWeights] = [Float64Array.of(0, 0, 0, 2), Float64Array.of(1, 1, 1, 0.5)];
  expect(greedyCover(fourOptions({ pointWeights, count: 1 }))).toEqual([{ row: 13, score: 0.5 }]);
  expect(greedyCover(fourOptions({ pointWeights, optionWeights, count: 1 }))).toEqual([
    { row: 13, score: 0.25 },
  ]);
  const covered = Float32Array.of(1, 1, 0.5, 1);
  const [first] = greedyCover(fourOptions({ covered, count: 1 }));
  expect(first).toEqual({ row: 12, score: 0.125 });
});

it("keeps near neighbours of a pick out, and ends when none is left", () => {
  const picks = greedyCover(fourOptions({ nearThreshold: 0.8 }));
  expect(picks.map(({ row }) => row)).toEqual([11, 13]);
});

it("refuses what is not finite", () => {
  expect(() => greedyCover(fourOptions({ pointWeights: Float64Array.of(1, Number.NaN, 1, 1) }))).toThrow(
    NonFiniteError,
  );
});

/** All options weighed anew for every pick. */
function plainGreedy(problem: CoverProblem): number[] {
  const picked: number[] = [];
  const best = Array.from(problem.covered);
  const isOpen = Array.from(problem.options, () => true);
  while (picked.length < problem.count && isOpen.includes(true)) {
    const gains = Array.from(problem.options, (_, i) => {
      const added = rowOf(problem.similarity, i).map((s, j) => Math.max(0, s - best[j]!));
      return isOpen[i]
        ? problem.optionWeights[i]! * added.reduce((sum, a, j) => sum + a * problem.pointWeights[j]!, 0)
        : -1;
    });
    const i = gains.indexOf(Math.max(...gains));
    picked.push(problem.options[i]!);
    rowOf(problem.similarity, i).forEach((s, j) => {
      best[j] = Math.max(best[j]!, s);
      if (j === i || (j < isOpen.length && s >= problem.nearThreshold)) isOpen[j] = false;
    });
  }
  return picked;
}

it("picks what a search through all options would pick, best first", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 25 }),
      fc.nat(15),
      fc.nat(10_000),
      fc.constantFrom(0.5, 0.9, Infinity),
      (options, others, seed, nearThreshold) => {
        const random = createRandom(seed);
        const points = options + others;
        const drawn = (length: number) => Float64Array.from({ length }, () => random.next());
        // Sixteenths, so that sums are exact in any order.
        const sixteenths = (length: number) => drawn(length).map((value) => Math.round(16 * value) / 16);
        const similarity = matrix(
          options,
          points,
          Float32Array.from(sixteenths(options * points), (s) => 2 * s - 1),
        );
        for (let i = 0; i < options; i++) similarity.data[i * points + i] = 1;
        const problem = {
          options: Int32Array.from({ length: options }, (_, i) => 3 * i),
          similarity,
          covered: Float32Array.from(sixteenths(points), (s) => s / 2),
          pointWeights: sixteenths(points),
          optionWeights: sixteenths(options),
          count: options,
          nearThreshold,
        };
        const picks = greedyCover(problem);
        expect(picks.map(({ row }) => row)).toEqual(plainGreedy(problem));
        picks.slice(1).forEach(({ score }, i) => {
          expect(score).toBeLessThanOrEqual(picks[i]!.score);
        });
      },
    ),
    { numRuns: 200 },
  );
});

it("a point is covered as well as its nearest label is like it, 0 at least", async () => {
  const points = matrix(3, 2, Float32Array.of(1, 0, 0, 1, -1, 0));
  const embeddings = matrix(2, 2, Float32Array.of(0.6, 0.8, 1, 0));
  const covered = await coveredByLabels(points, embeddings, [0, 1], kernels);
  [1, 0.8, 0].forEach((value, i) => {
    expect(covered[i]).toBeCloseTo(value, 6);
  });
  expect(Array.from(await coveredByLabels(points, embeddings, [], kernels))).toEqual([0, 0, 0]);
});

it("facility location asks for uncertain samples that are like many other uncertain ones", async () => {
  // A crowd between two labels, a crowd beside one, and an outlier as uncertain as the first crowd; last the labels.
  const at = [...Array(20).fill(0), ...Array(20).fill(50), 180, -45, 45].map(
    (degree) => (degree * Math.PI) / 180,
  );
  const embeddings = matrix(43, 2, Float32Array.of(...at.flatMap((a) => [Math.cos(a), Math.sin(a)])));
  const labels = [41, 42].map((row, classIndex) => ({ row, classIndex }));
  const request = {
    ...(await requestOf(embeddings, labels, 2, kernels)),
    candidates: Int32Array.from({ length: 41 }, (_, row) => row),
    count: 1,
  };
  const [pick] = await facilityLocation.select(request, kernels);
  expect(pick!.row).toBeLessThan(20);
  expect(pick!.strategy).toBe("facility-location");
  // Once the crowd has a label, what is left of it says nothing: the outlier is next.
  const known = [...labels, { row: 0, classIndex: 0 }];
  const next = await facilityLocation.select({ ...request, labels: known }, kernels);
  expect(next[0]!.row).toBe(40);
});

it("facility location chooses more samples than it looks at at a time", async () => {
  const request = await blobRequest(3040, 40, kernels);
  const picks = await facilityLocation.select({ ...request, count: 1200 }, kernels);
  expect(new Set(picks.map(({ row }) => row)).size).toBe(1200);
});
