import type { Kernels } from "../kernels";
import { type Matrix, matrix } from "../matrix";

const MOST_ROWS = 64;
const FEWEST_ROWS = 8;

/**
 * x·directions, to the bit the same for a row whatever stands beside it, which `Kernels.multiply` does not promise: in what
 * order a matrix runtime sums depends on the shapes that it multiplies. Here they are always the same; the last block of
 * rows is filled up with zeros.
 */
export async function multiplyRows(x: Matrix, directions: Matrix, kernels: Kernels): Promise<Matrix> {
  const product = matrix(x.rows, directions.columns);
  const rows = blockRows(directions.columns);
  for (let from = 0; from < x.rows; from += rows) {
    const block = matrix(rows, x.columns);
    block.data.set(x.data.subarray(from * x.columns, (from + rows) * x.columns));
    const { data } = await kernels.multiply(block, directions);
    product.data.set(data.subarray(0, (x.rows - from) * product.columns), from * product.columns);
  }
  return product;
}

/**
 * Fewer than columns: threads share the longer side, and one that got a single row would sum it in another order than
 * those that got two. So few rows as the fewest are not shared.
 */
function blockRows(columns: number): number {
  return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, columns - 1));
}
