import { expect, test } from "vitest";
import { chooseEncoder, comparedLabels, isComparisonDue } from "@/lib/learning/encoders/choose-encoder";
import { type Matrix, matrix, takeRows } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { makeBlobs } from "../blobs";

const context = { kernels: createKernels(), random: createRandom(0, "encoders") };
const blobs = makeBlobs(400, 10, 3, 0.35, 1);

function noise(rows: number, seed = 1): Matrix {
  const random = createRandom(seed);
  return matrix(
    rows,
    10,
    Float32Array.from({ length: rows * 10 }, () => random.normal() / 3),
  );
}

/** The first labels of the blobs. */
function labeled(count: number) {
  const rows = Array.from({ length: count }, (_, i) => i);
  return {
    embeddings: takeRows(blobs.embeddings, rows),
    labels: { classes: blobs.classes.slice(0, count), classCount: 3 },
  };
}

test("the encoder that tells the classes apart replaces one that does not, and the reason says by how much", async () => {
  const { embeddings, labels } = labeled(60);
  const candidates = [
    { id: "noise", embeddings: noise(60) },
    { id: "informed", embeddings },
  ];
  const { id, reason, evidence } = await chooseEncoder(candidates, labels, "noise", context);
  expect(id).toBe("informed");
  const figures = /^held-out log loss (0\.\d\d) on 60 labels \(noise (1\.\d\d)\)$/.exec(reason);
  expect(Number(figures?.[1])).toBeLessThan(0.5);
  // Nothing to learn: about log 3 nats.
  expect(Number(figures?.[2])).toBeCloseTo(Math.log(3), 0);
  expect(await chooseEncoder(candidates, labels, "informed", context)).toEqual({
    ...{ id, reason, evidence },
  });
  expect(evidence).toMatchObject({ because: "held-out", labels: 60 });
  expect(Number(evidence["heldOutLoss:informed"]).toFixed(2)).toBe(figures?.[1]);
  expect(Number(evidence["heldOutLoss:noise"]).toFixed(2)).toBe(figures?.[2]);
});

test("the current encoder stays where others are as good, whichever comes first", async () => {
  const { embeddings, labels } = labeled(100);
  const random = createRandom(2);
  const shaken = matrix(
    100,
    10,
    embeddings.data.map((value) => value + 0.02 * random.normal()),
  );
  const candidates = [
    { id: "a", embeddings },
    { id: "b", embeddings: shaken },
  ];
  for (const current of ["a", "b"]) {
    expect((await chooseEncoder(candidates, labels, current, context)).id).toBe(current);
  }
});

test("the draw of the labels alone seldom replaces an encoder", async () => {
  let replaced = 0;
  for (let seed = 0; seed < 20; seed++) {
    const candidates = ["a", "b"].map((id, k) => ({ id, embeddings: noise(50, 100 + 2 * seed + k) }));
    const { id } = await chooseEncoder(candidates, labeled(50).labels, "a", context);
    if (id === "b") replaced++;
  }
  expect(replaced).toBeLessThanOrEqual(2);
});

test("with too few labels, or none that share a class, the current encoder stays, and the reason says why", async () => {
  const few = labeled(49);
  const candidates = (embeddings: Matrix) => [
    { id: "informed", embeddings },
    { id: "noise", embeddings: noise(embeddings.rows) },
  ];
  expect(await chooseEncoder(candidates(few.embeddings), few.labels, "noise", context)).toEqual({
    id: "noise",
    reason: "too few labels yet, encoders are compared from 50 training labels on",
    evidence: { because: "too-few-labels", comparedFrom: 50 },
  });
  const { embeddings } = labeled(50);
  const apart = { classes: Int32Array.from({ length: 50 }, (_, i) => i), classCount: 50 };
  expect(await chooseEncoder(candidates(embeddings), apart, "noise", context)).toEqual({
    id: "noise",
    reason: "too few labels share a class to compare encoders by",
    evidence: { because: "no-class-shared" },
  });
});

test("of a current encoder that is no candidate any more the best one takes the place", async () => {
  const { embeddings, labels } = labeled(60);
  const candidates = [
    { id: "noise", embeddings: noise(60) },
    { id: "informed", embeddings },
  ];
  expect((await chooseEncoder(candidates, labels, "gone", context)).id).toBe("informed");
});

test("encoders are compared at 50 labels, and each time they have doubled", () => {
  const compared: number[] = [];
  for (let labels = 0; labels <= 1000; labels++) {
    if (isComparisonDue(labels, compared.at(-1) ?? 0)) compared.push(labels);
  }
  expect(compared).toEqual([50, 100, 200, 400, 800]);
});

test("thousands of labels are compared by a sample of them, each class at its share", () => {
  const labels = Array.from({ length: 6000 }, (_, row) => ({ row, classIndex: row % 4 === 0 ? 1 : 0 }));
  const sample = comparedLabels(labels, createRandom(0));
  expect(sample.length).toBeLessThanOrEqual(1502);
  expect(new Set(sample).size).toBe(sample.length);
  expect(sample.filter(({ classIndex }) => classIndex === 1).length / sample.length).toBeCloseTo(0.25, 2);
  expect(comparedLabels(labels.slice(0, 70), createRandom(0))).toEqual(labels.slice(0, 70));
});
