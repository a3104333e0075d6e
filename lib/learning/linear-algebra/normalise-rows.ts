import type { Matrix } from "../matrix";

/** Scales each row to length 1, in place; zero rows stay zero. */
export function normaliseRows(m: Matrix): void {
  for (let row = 0; row < m.rows; row++) normalise(m.data, row * m.columns, m.columns);
}

/** Scales `length` values from `start` on to length 1, in place; zeros stay zeros. */
export function normalise(values: Float32Array, start: number, length: number): void {
  let squares = 0;
  for (let i = start; i < start + length; i++) squares += values[i]! * values[i]!;
  if (squares === 0) return;
  const scale = 1 / Math.sqrt(squares);
  for (let i = start; i < start + length; i++) values[i]! *= scale;
}
