import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

/** Samples with any of three classes, or none: each class adds a direction of its own to what all share (rows × 8). */
export function overlappingClasses(rows: number): {
  embeddings: Matrix;
  /** rows × 3, of 0 and 1. */
  memberships: Uint8Array;
  classesOf(row: number): number[];
} {
  const random = createRandom(3, "overlapping");
  const embeddings = matrix(rows, 8);
  const memberships = Uint8Array.from({ length: rows * 3 }, () => (random.next() < 0.4 ? 1 : 0));
  for (let i = 0; i < rows; i++) {
    const point = embeddings.data.subarray(8 * i, 8 * i + 8);
    for (let j = 0; j < 8; j++) point[j] = 0.2 * random.normal();
    for (let j = 0; j < 3; j++) point[j]! += memberships[3 * i + j]!;
    point[3]! += 1;
    const length = Math.hypot(...point);
    for (let j = 0; j < 8; j++) point[j]! /= length;
  }
  const classesOf = (row: number) => [0, 1, 2].filter((j) => memberships[3 * row + j] === 1);
  return { embeddings, memberships, classesOf };
}
