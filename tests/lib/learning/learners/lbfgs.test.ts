import { expect, it } from "vitest";
import { minimize, norm } from "@/lib/learning/learners/lbfgs";

const closely = {
  isNearEnough: (_: Float64Array, gradient: Float64Array) => norm(gradient) < 1e-8,
  maxIterations: 200,
};

it("minimize finds the minimum of an ill-conditioned quadratic in closed form", async () => {
  const curvatures = [1, 10, 100, 1000];
  const quadratic = async (x: Float64Array) => ({
    loss: curvatures.reduce((sum, c, i) => sum + 0.5 * c * (x[i]! - i) ** 2, 3),
    gradient: Float64Array.from(curvatures, (c, i) => c * (x[i]! - i)),
  });
  const found = await minimize(quadratic, new Float64Array(4).fill(-5), closely);
  expect(found.converged).toBe(true);
  expect(found.loss).toBeCloseTo(3, 10);
  for (let i = 0; i < 4; i++) expect(found.x[i]).toBeCloseTo(i, 7);
});

it("minimize walks Rosenbrock's valley to (1, 1)", async () => {
  const rosenbrock = async ([x, y]: Float64Array) => ({
    loss: (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2,
    gradient: Float64Array.of(-2 * (1 - x!) - 400 * x! * (y! - x! ** 2), 200 * (y! - x! ** 2)),
  });
  const found = await minimize(rosenbrock, Float64Array.of(-1.2, 1), closely);
  expect(found.x[0]).toBeCloseTo(1, 6);
  expect(found.x[1]).toBeCloseTo(1, 6);
});

it("minimize returns the start when it is the minimum", async () => {
  const start = Float64Array.of(0, 0);
  const bowl = async (x: Float64Array) => ({ loss: norm(x) ** 2 / 2, gradient: Float64Array.from(x) });
  expect(await minimize(bowl, start, closely)).toEqual({ x: start, loss: 0, iterations: 0, converged: true });
});

it("minimize says when the iterations ran out", async () => {
  const bowl = async (x: Float64Array) => ({
    loss: norm(x) ** 4,
    gradient: x.map((v) => 4 * norm(x) ** 2 * v),
  });
  const found = await minimize(bowl, Float64Array.of(3, 4), { ...closely, maxIterations: 1 });
  expect(found.converged).toBe(false);
  expect(found.loss).toBeLessThan(625);
});

it("minimize takes one step on a quadratic whose Hessian the preconditioner inverts", async () => {
  const curvatures = [1, 10, 100, 1000];
  const quadratic = async (x: Float64Array) => ({
    loss: curvatures.reduce((sum, c, i) => sum + 0.5 * c * (x[i]! - i) ** 2, 0),
    gradient: Float64Array.from(curvatures, (c, i) => c * (x[i]! - i)),
  });
  const precondition = async (gradient: Float64Array) => gradient.map((value, i) => value / curvatures[i]!);
  const found = await minimize(quadratic, new Float64Array(4).fill(-5), { ...closely, precondition });
  expect(found.iterations).toBe(1);
  for (let i = 0; i < 4; i++) expect(found.x[i]).toBeCloseTo(i, 10);
});
