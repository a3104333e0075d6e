import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { TabularRow } from "@/lib/learning/encoders/encoder";
import { describeColumns } from "@/lib/learning/encoders/table/describe-columns";
import { tableFeatures } from "@/lib/learning/encoders/table/table-features";
import { tabular } from "@/lib/learning/encoders/tabular";
import { denseFromSparse } from "@/lib/learning/linear-algebra/sparse-matrix";
import { rowOf } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { groupedRows, sourceOf } from "./sample-pools";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());
const learn = (rows: readonly TabularRow[]) =>
  tabular.fit(sourceOf(rows), { kernels, random: createRandom(1), onProgress: () => {} });

test("a table worked by hand", () => {
  const rows: TabularRow[] = [
    { colour: "red", size: 1, same: "x" },
    { colour: "blue", size: "2", same: "x" },
    { size: 3, colour: "red", same: "x" },
    { colour: null, size: 4, same: "x" },
    { colour: "red", size: "", same: "x" },
  ];
  const columns = describeColumns(rows);
  // Of 1, 2, 3, 4: median 2.5, quartiles 1.75 and 3.25.
  const deviation = 1.5 / 1.349;
  expect(columns).toEqual([
    { kind: "levels", name: "colour", levels: ["blue", "red", null] },
    { kind: "number", name: "size", median: 2.5, deviation, mean: 0, marksMissing: true },
  ]);
  const [low, high] = [0.5 / deviation, 1.5 / deviation].map(Math.fround) as [number, number];
  expect([...denseFromSparse(tableFeatures(rows, columns)).data]).toEqual([
    ...[0, 1, 0, -high, 0],
    ...[1, 0, 0, -low, 0],
    ...[0, 1, 0, low, 0],
    ...[0, 0, 1, high, 0],
    ...[0, 1, 0, 0, 1],
  ]);
});

test("wild numbers are clipped, and leave the scale of the others alone", () => {
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 1e12];
  const [column] = describeColumns(values.map((x) => ({ x })));
  expect(column).toMatchObject({ median: 5, deviation: 4 / 1.349 });
  const { data } = denseFromSparse(tableFeatures([{ x: 1e12 }, { x: 5 }, { x: -1e12 }], [column!]));
  expect(data[0]! - data[1]!).toBeCloseTo(5, 5);
  expect(data[2]! - data[1]!).toBeCloseTo(-5, 5);
});

test("words of many levels are hashed, identifiers dropped, and codes with leading zeros kept as words", () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({
    city: `city ${i % 60}`,
    id: `id ${i}`,
    postcode: `0${1000 + (i % 3)}`,
  }));
  expect(describeColumns(rows)).toEqual([
    { kind: "hashed", name: "city" },
    { kind: "levels", name: "postcode", levels: ["01000", "01001", "01002"] },
  ]);
});

test("hashing is the same for the same level, and spreads levels over the places", () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({ city: `city ${i}` }));
  const features = tableFeatures([...rows, ...rows], [{ kind: "hashed", name: "city" }]);
  expect(features.indices.slice(0, 60)).toEqual(features.indices.slice(60));
  expect(new Set(features.indices).size).toBeGreaterThan(20);
  expect(new Set(features.values)).toEqual(new Set([1, -1]));
});

test("numbers near the largest there is give finite features", () => {
  const rows = [{ a: -2.5e293 }, { a: Number.MAX_VALUE }, { a: -Number.MAX_VALUE }, { a: 3 }];
  const { values } = tableFeatures(rows, describeColumns(rows));
  expect(values.length).toBeGreaterThan(0);
  expect(values.every(Number.isFinite)).toBe(true);
});

test("columns follow their names, whatever the order in the rows", () => {
  fc.assert(
    fc.property(
      fc.array(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double(), fc.constant(null)))),
      (rows) => {
        const turned = rows.map((row) => Object.fromEntries(Object.entries(row).reverse()));
        expect(describeColumns(turned)).toEqual(describeColumns(rows));
        expect(tableFeatures(rows, describeColumns(rows)).values.every(Number.isFinite)).toBe(true);
      },
    ),
  );
});

test("300 numeric columns come down to 256 dimensions that keep the rows' cosines", async () => {
  const random = createRandom(9);
  const rows = Array.from({ length: 100 }, () =>
    Object.fromEntries(Array.from({ length: 300 }, (_, column) => [`c${column}`, random.normal()])),
  );
  const encoder = await learn(rows);
  expect(encoder.dimensions).toBeLessThanOrEqual(100);
  const embeddings = await encoder.encode(rows);
  const whole = denseFromSparse(tableFeatures(rows, describeColumns(rows)));
  const cosine = (a: Float32Array, b: Float32Array) =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0) / (Math.hypot(...a) * Math.hypot(...b));
  for (const other of [1, 2, 3]) {
    const expected = cosine(rowOf(whole, 0), rowOf(whole, other));
    expect(cosine(rowOf(embeddings, 0), rowOf(embeddings, other))).toBeCloseTo(expected, 3);
  }
});

test("rows of one group are nearest to each other", async () => {
  const rows = groupedRows(90, 3);
  const embeddings = await (await learn(rows)).encode(rows);
  const { indices } = await kernels.nearestRows(embeddings, embeddings, 6);
  const hits = indices.filter((neighbour, at) => neighbour % 3 === Math.floor(at / 6) % 3).length;
  expect(hits / indices.length).toBeGreaterThan(0.9);
});
