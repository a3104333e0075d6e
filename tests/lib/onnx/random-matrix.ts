import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

/** Standard normal values, the same for the same seed. */
export function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = createRandom(seed);
  const result = matrix(rows, columns);
  for (let i = 0; i < result.data.length; i++) result.data[i] = random.normal();
  return result;
}
