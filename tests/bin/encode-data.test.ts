import { expect, test } from "vitest";
import { encodeData } from "@/bin/simulate/encode-data";
import type { BenchmarkData } from "@/lib/benchmark-data/benchmark-data";
import { createKernels } from "@/lib/onnx/kernels";

const topics = ["wave ship harbour sail tide storm", "rock peak climb snow path ridge"];

function textsOf(count: number) {
  const contents = Array.from({ length: count }, (_, i) => {
    const words = topics[i % 2]!.split(" ");
    return [...words.slice(i % 6), ...words.slice(0, i % 3)].join(" ");
  });
  return { contents, classes: Int32Array.from({ length: count }, (_, i) => i % 2) };
}

// More than one batch of samples.
const data: BenchmarkData = {
  kind: "text",
  classNames: ["sea", "hill"],
  pool: textsOf(600),
  test: textsOf(20),
};
const encode = (id: string) => encodeData(data, id, createKernels(), () => {});

test("encodeData gives pool and test their term weights, in the order of the samples", async () => {
  const { pool, test: asked } = await encode("tfidf-svd");
  expect([pool.sparse!.rows, asked.sparse!.rows]).toEqual([600, 20]);
  expect(asked.sparse!.columns).toBe(pool.sparse!.columns);
  const termsOf = ({ starts, indices }: NonNullable<typeof pool.sparse>, row: number) =>
    Array.from(indices.slice(starts[row], starts[row + 1])).sort();
  // The texts repeat every 6 rows, so that each row beyond the first batch equals one of its first rows.
  for (const row of [0, 1, 511, 512, 599]) {
    expect(termsOf(pool.sparse!, row)).toEqual(termsOf(asked.sparse!, row % 6));
    expect(termsOf(pool.sparse!, row).length).toBeGreaterThan(0);
  }
});

test("encodeData puts all that the threads of seeds read where they read the same bytes", async () => {
  const { pool, test: asked, alternatives } = await encode("auto");
  const { neighbours, similarities } = pool.graph!;
  const ofSparse = [pool, asked, alternatives[0]!.pool].flatMap(({ sparse }) => [
    sparse!.starts,
    sparse!.indices,
    sparse!.values,
  ]);
  const ofEmbeddings = [pool, asked, alternatives[0]!.pool, alternatives[0]!.test].map(
    (one) => one.embeddings.data,
  );
  for (const values of [neighbours, similarities, ...ofSparse, ...ofEmbeddings]) {
    expect(values.buffer).toBeInstanceOf(SharedArrayBuffer);
  }
});

test("encodeData encodes by every encoder of the kind for auto, and builds the graph of the first only", async () => {
  const { encoder, pool, alternatives } = await encode("auto");
  expect([encoder, ...alternatives.map((one) => one.encoder)]).toEqual(["text-cooccurrence", "tfidf-svd"]);
  expect(pool.graph!.rows).toBe(600);
  for (const other of alternatives) {
    expect(other.pool.graph).toBeNull();
    expect([other.pool.embeddings.rows, other.test.embeddings.rows]).toEqual([600, 20]);
  }
  expect((await encode("tfidf-svd")).alternatives).toEqual([]);
});
