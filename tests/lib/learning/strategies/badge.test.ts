import { expect, it } from "vitest";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { badge, gradientPoints } from "@/lib/learning/strategies/badge";
import { expectedGradientLength } from "@/lib/learning/strategies/expected-model-change";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";
import { blobRequest } from "./selection-request";

const kernels = createKernels();
const { embeddings } = makeBlobs(12, 5, 3, 0.5);
const probabilities = randomProbabilities(12, 3);

function randomProbabilities(rows: number, classCount: number): Matrix {
  const random = createRandom(2);
  const made = matrix(rows, classCount);
  for (let i = 0; i < rows; i++) {
    const draws = Array.from({ length: classCount }, () => random.next());
    const total = draws.reduce((sum, draw) => sum + draw, 0);
    rowOf(made, i).set(draws.map((draw) => draw / total));
  }
  return made;
}

/** The gradient of the log loss by the weights of a softmax layer, written out: (p − eₖ) ⊗ x. */
function outer(row: number, k: number): number[] {
  const residual = Array.from(rowOf(probabilities, row), (p, j) => p - Number(j === k));
  return residual.flatMap((r) => Array.from(rowOf(embeddings, row), (x) => r * x));
}

const likeliest = (row: number) => {
  const p = Array.from(rowOf(probabilities, row));
  return p.indexOf(Math.max(...p));
};

const sumOfSquares = (values: number[]) => values.reduce((sum, value) => sum + value * value, 0);

it("gradientPoints have the lengths and distances of the outer products written out", async () => {
  const points = gradientPoints(probabilities, embeddings, Number.POSITIVE_INFINITY, kernels);
  const gradients = Array.from({ length: 12 }, (_, row) => outer(row, likeliest(row)));
  for (let a = 0; a < 12; a++) {
    expect(points.squaredNorms[a]).toBeCloseTo(sumOfSquares(gradients[a]!), 6);
    const distances = await points.squaredDistancesTo(a);
    gradients.forEach((gradient, b) => {
      const between = sumOfSquares(gradient.map((value, j) => value - gradients[a]![j]!));
      expect(distances[b]).toBeCloseTo(between, 6);
    });
  }
});

it("gradientPoints shut out near neighbours", async () => {
  const points = gradientPoints(probabilities, embeddings, -2, kernels);
  expect(Array.from(await points.squaredDistancesTo(3))).toEqual(Array(12).fill(-1));
});

it("badge reports the chance of each draw: the first by the squared length of its gradient", async () => {
  const request = await blobRequest(60, 20, kernels);
  const { candidates, pool } = request;
  const [first] = await badge.select({ ...request, count: 1 }, kernels);
  const lengths = gradientPoints(request.probabilities!, pool.embeddings, 2, kernels).squaredNorms;
  const total = candidates.reduce((sum, row) => sum + lengths[row]!, 0);
  expect(first!.propensity).toBeCloseTo(lengths[first!.row]! / total, 6);
});

it("the expected gradient length is Σ p|g| over the gradients written out, biases among them", () => {
  for (let row = 0; row < 12; row++) {
    const p = rowOf(probabilities, row);
    let expected = 0;
    for (let k = 0; k < 3; k++) {
      const biases = Array.from(p, (value, j) => value - Number(j === k));
      expected += p[k]! * Math.sqrt(sumOfSquares([...outer(row, k), ...biases]));
    }
    expect(expectedGradientLength(p, rowOf(embeddings, row))).toBeCloseTo(expected, 6);
  }
});
