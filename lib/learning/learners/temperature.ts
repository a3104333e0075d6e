import type { Matrix } from "../matrix";

/** Spread of log temperature believed before any prediction is seen; it holds the fit still on few labels. */
const LOG_TEMPERATURE_SPREAD = 0.5;

/**
 * Temperature scaling (Guo et al. 2017): the divisor of the logits that makes held-out predictions likeliest,
 * shrunk towards 1 by a log-normal prior. `logits` is n × c, `classes` has n entries; without rows it is 1.
 */
export function fitTemperature(logits: Matrix, classes: Int32Array): number {
  const cost = (logTemperature: number) =>
    totalLogLoss(logits, classes, Math.exp(logTemperature)) +
    0.5 * (logTemperature / LOG_TEMPERATURE_SPREAD) ** 2;
  return Math.exp(goldenSection(cost, -3, 3, 1e-3));
}

/** Σ −log softmax(logits / temperature)[class], in nats. */
export function totalLogLoss(logits: Matrix, classes: Int32Array, temperature: number): number {
  const { rows, columns, data } = logits;
  let total = 0;
  for (let i = 0; i < rows; i++) {
    const from = i * columns;
    let top = Number.NEGATIVE_INFINITY;
    for (let j = from; j < from + columns; j++) top = Math.max(top, data[j]!);
    let sum = 0;
    for (let j = from; j < from + columns; j++) sum += Math.exp((data[j]! - top) / temperature);
    total += Math.log(sum) - (data[from + classes[i]!]! - top) / temperature;
  }
  return total;
}

/** Minimum of a unimodal function on [low, high], to within `tolerance` (Kiefer 1953). */
function goldenSection(cost: (x: number) => number, low: number, high: number, tolerance: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
  let [leftCost, rightCost] = [cost(left), cost(right)];
  while (high - low > tolerance) {
    if (leftCost <= rightCost) {
      [high, right, rightCost] = [right, left, leftCost];
      left = high - ratio * (high - low);
      leftCost = cost(left);
    } else {
      [low, left, leftCost] = [left, right, rightCost];
      right = low + ratio * (high - low);
      rightCost = cost(right);
    }
  }
  return (low + high) / 2;
}
