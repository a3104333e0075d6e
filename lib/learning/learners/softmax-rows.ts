import { type Matrix, matrix } from "../matrix";

/** Row-wise softmax(logits / temperature). */
export function softmaxRows({ rows, columns, data }: Matrix, temperature: number): Matrix {
  const result = matrix(rows, columns);
  for (let i = 0; i < rows; i++) {
    const from = i * columns;
    let top = Number.NEGATIVE_INFINITY;
    for (let j = from; j < from + columns; j++) top = Math.max(top, data[j]!);
    let sum = 0;
    for (let j = from; j < from + columns; j++) {
      result.data[j] = Math.exp((data[j]! - top) / temperature);
      sum += result.data[j]!;
    }
    for (let j = from; j < from + columns; j++) result.data[j]! /= sum;
  }
  return result;
}
