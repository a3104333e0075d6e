import { afterAll, expect, test } from "vitest";
import { tfidfSvd } from "@/lib/learning/encoders/tfidf-svd";
import { denseFromSparse } from "@/lib/learning/linear-algebra/sparse-matrix";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { sourceOf } from "./sample-pools";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

/*
 * Reference, by numpy 1.24:
 *   docs = ["a b b c", "b c c c d", "a a d", "d e e"]
 *   terms = sorted({t for d in docs for t in d.split()})
 *   count = np.array([[d.split().count(t) for t in terms] for d in docs], float)
 *   idf = np.log((1 + len(docs)) / (1 + (count > 0).sum(0))) + 1
 *   x = np.where(count > 0, 1 + np.log(np.maximum(count, 1)), 0) * idf
 *   x /= np.linalg.norm(x, axis=1, keepdims=True)
 *   u, s, vt = np.linalg.svd(x, full_matrices=False); e = u * s; e @ e.T
 */
const texts = ["a b b c", "b c c c d", "a a d", "d e e"];
/** x, the columns in the order of the terms' document frequencies and first occurrence: d, a, b, c, e. */
const tfidf = [
  [0, 0.453295, 0.767495, 0.453295, 0],
  [0.328883, 0, 0.406236, 0.852531, 0],
  [0.431378, 0.902172, 0, 0, 0],
  [0.352749, 0, 0, 0, 0.935718],
];
const cosines = [
  [1, 0.698231, 0.40895, 0],
  [0.698231, 1, 0.141873, 0.116013],
  [0.40895, 0.141873, 1, 0.152168],
  [0, 0.116013, 0.152168, 1],
];

const learn = () => tfidfSvd.fit(sourceOf(texts), { kernels, random: createRandom(1), onProgress: () => {} });

function expectClose(actual: Float32Array, expected: readonly number[][]): void {
  expect(actual).toHaveLength(expected.flat().length);
  expected.flat().forEach((value, at) => {
    expect(actual[at]).toBeCloseTo(value, 5);
  });
}

test("sparse rows are the sublinear TF-IDF of the reference", async () => {
  const { encodeSparse } = await learn();
  expectClose(denseFromSparse(encodeSparse!(texts)).data, tfidf);
});

test("embeddings of full rank keep the cosines between the TF-IDF rows", async () => {
  const embeddings = await (await learn()).encode(texts);
  expect(embeddings.columns).toBe(4);
  expectClose((await kernels.multiply(embeddings, embeddings, { b: true })).data, cosines);
});
