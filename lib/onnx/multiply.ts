import { Tensor } from "onnxruntime-node";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { assertFiniteSum } from "./finite";
import type { Graph } from "./graph";
import { inputTensor } from "./input-tensor";
import type { Sessions } from "./sessions";

/** op(A)·op(B) and the sum of its values, by which NaN and infinity are noticed. */
function multiplyGraph(transposeA: boolean, transposeB: boolean): Graph {
  return {
    name: `multiply-${transposeA ? "t" : "n"}${transposeB ? "t" : "n"}`,
    inputs: [
      { name: "a", type: "float32", shape: ["aRows", "aColumns"] },
      { name: "b", type: "float32", shape: ["bRows", "bColumns"] },
    ],
    outputs: [
      { name: "product", type: "float32", shape: ["rows", "columns"] },
      { name: "sum", type: "float32", shape: [] },
    ],
    nodes: [
      {
        operator: "Gemm",
        inputs: ["a", "b"],
        outputs: ["product"],
        attributes: { transA: Number(transposeA), transB: Number(transposeB) },
      },
      { operator: "ReduceSum", inputs: ["product"], outputs: ["sum"], attributes: { keepdims: 0 } },
    ],
  };
}

/** op(A)·op(B); see `Kernels.multiply`. Throws a RangeError or a NonFiniteError. */
export async function multiply(
  sessions: Sessions,
  a: Matrix,
  b: Matrix,
  transpose: { a?: boolean; b?: boolean } = {},
): Promise<Matrix> {
  const { a: transposeA = false, b: transposeB = false } = transpose;
  const [rows, aInner] = transposeA ? [a.columns, a.rows] : [a.rows, a.columns];
  const [bInner, columns] = transposeB ? [b.columns, b.rows] : [b.rows, b.columns];
  if (aInner !== bInner) {
    throw new RangeError(`multiply: inner sizes differ (${rows} × ${aInner} by ${bInner} × ${columns}).`);
  }
  const product = matrix(rows, columns);
  if (rows === 0 || columns === 0 || aInner === 0) return product;
  const session = await sessions.get(multiplyGraph(transposeA, transposeB));
  const sum = new Float32Array(1);
  await session.run(
    {
      a: inputTensor(a.data, [a.rows, a.columns]),
      b: inputTensor(b.data, [b.rows, b.columns]),
    },
    {
      product: new Tensor("float32", product.data, [rows, columns]),
      sum: new Tensor("float32", sum, []),
    },
  );
  assertFiniteSum("multiply", sum[0]!, product.data);
  return product;
}
