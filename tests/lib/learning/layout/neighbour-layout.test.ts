import { describe, expect, test } from "vitest";
import type { NeighbourGraph } from "@/lib/learning/graph/neighbour-graph";
import { leadingPlane } from "@/lib/learning/layout/leading-plane";
import { epochsFor, neighbourLayout } from "@/lib/learning/layout/neighbour-layout";
import { type Matrix, matrix, rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

/** Rows of length 1 around as many centres as there are clusters; row i is of cluster i modulo that. */
function clusteredRows(rows: number, clusters: number, dimensions = 32): Matrix {
  const random = createRandom(5, "clusters");
  const centres = Array.from({ length: clusters }, () =>
    Float32Array.from({ length: dimensions }, () => random.normal()),
  );
  const pool = matrix(rows, dimensions);
  for (let row = 0; row < rows; row++) {
    const values = rowOf(pool, row);
    values.set(centres[row % clusters]!.map((value) => value + 0.7 * random.normal()));
    const length = Math.hypot(...values);
    values.forEach((value, j) => {
      values[j] = value / length;
    });
  }
  return pool;
}

function exactGraph(pool: Matrix, k: number): NeighbourGraph {
  const { rows } = pool;
  const neighbours = new Int32Array(rows * k);
  const similarities = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    const similarity = Array.from({ length: rows }, (_, other) =>
      rowOf(pool, row).reduce((sum, value, j) => sum + value * rowOf(pool, other)[j]!, 0),
    );
    const nearest = similarity.map((_, other) => other).filter((other) => other !== row);
    nearest.sort((a, b) => similarity[b]! - similarity[a]! || a - b);
    for (let i = 0; i < k; i++) {
      neighbours[row * k + i] = nearest[i]!;
      similarities[row * k + i] = similarity[nearest[i]!]!;
    }
  }
  return { rows, k, neighbours, similarities };
}

function distance(places: Float32Array, a: number, b: number): number {
  return Math.hypot(places[2 * a]! - places[2 * b]!, places[2 * a + 1]! - places[2 * b + 1]!);
}

/** Mean distance of neighbours against that of random pairs. */
function nearness(places: Float32Array, { rows, k, neighbours }: NeighbourGraph): number {
  const random = createRandom(9);
  let [near, far] = [0, 0];
  for (let at = 0; at < rows * k; at++) {
    near += distance(places, Math.floor(at / k), neighbours[at]!);
    far += distance(places, random.integer(rows), random.integer(rows));
  }
  return near / far;
}

describe("neighbourLayout", () => {
  const pool = clusteredRows(400, 8);
  const graph = exactGraph(pool, 8);
  const places = neighbourLayout(pool, graph, createRandom(1));

  test("neighbours end ten times nearer to each other than random rows, and nearer than on the first two components", () => {
    expect(places.every(Number.isFinite)).toBe(true);
    const start = leadingPlane(pool, createRandom(1));
    expect(nearness(places, graph)).toBeLessThan(0.1);
    expect(nearness(places, graph)).toBeLessThan(nearness(start, graph) / 2);
  });

  test("the same seed places every row at the same place, another seed does not", () => {
    expect(neighbourLayout(pool, graph, createRandom(1))).toEqual(places);
    expect(neighbourLayout(pool, graph, createRandom(2))).not.toEqual(places);
  });

  test("rows of one cluster do not fall onto one point", () => {
    const ofFirst = Array.from({ length: 50 }, (_, i) => i * 8);
    const apart = ofFirst.map((row) => distance(places, row, ofFirst[0]!)).filter((value) => value > 0.05);
    expect(apart.length).toBeGreaterThan(40);
  });

  test("equal rows get finite places that differ", () => {
    const equal = matrix(6, 4, new Float32Array(24).fill(0.5));
    const found = neighbourLayout(equal, exactGraph(equal, 3), createRandom(1));
    expect(found.every(Number.isFinite)).toBe(true);
    expect(new Set(found).size).toBe(found.length);
  });

  test.each([0, 1, 2])("a pool of %d rows has as many places", (rows) => {
    const tiny = clusteredRows(rows, 1, 4);
    const found = neighbourLayout(tiny, rows === 2 ? exactGraph(tiny, 1) : null, createRandom(1));
    expect(found).toHaveLength(rows * 2);
    expect(found.every(Number.isFinite)).toBe(true);
  });

  test("larger pools get fewer epochs, so that a million rows stay affordable", () => {
    expect([1_000, 100_000, 1_000_000].map((rows) => epochsFor({ rows, k: 10 }))).toEqual([400, 150, 25]);
  });
});

test("the leading plane is that of the largest variance, its first axis the larger", () => {
  const random = createRandom(3);
  const pool = matrix(500, 6);
  for (let row = 0; row < 500; row++) {
    rowOf(pool, row).set([0.1, 5, 0.1, 0.1, 2, 0.1].map((scale) => scale * random.normal() + 3));
  }
  const places = leadingPlane(pool, createRandom(1));
  const deviation = (axis: number) =>
    Math.sqrt(places.reduce((sum, v, i) => (i % 2 === axis ? sum + v * v : sum), 0) / 500);
  expect(deviation(0)).toBeCloseTo(5, 0);
  expect(deviation(1)).toBeCloseTo(2, 0);
  const dominant = Array.from({ length: 500 }, (_, row) => rowOf(pool, row)[1]! - 3);
  const shared = dominant.reduce((sum, value, row) => sum + value * places[2 * row]!, 0);
  expect(Math.abs(shared) / (500 * 5 * 5)).toBeGreaterThan(0.9);
});
