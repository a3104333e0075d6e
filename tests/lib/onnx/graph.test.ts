import { InferenceSession, Tensor } from "onnxruntime-node";
import { expect, test } from "vitest";
import { encodeModel, type Graph } from "@/lib/onnx/graph";

test("encodeModel(graph) writes a model that ONNX Runtime loads and runs", async () => {
  const graph: Graph = {
    name: "shifted-leaky-relu",
    inputs: [{ name: "x", type: "float32", shape: ["rows", 2] }],
    outputs: [{ name: "y", type: "float32", shape: ["rows", 2] }],
    constants: [{ name: "shift", shape: [2], data: Float32Array.of(-1, 1) }],
    nodes: [
      { operator: "Add", inputs: ["x", "shift"], outputs: ["shifted"] },
      {
        operator: "LeakyRelu",
        inputs: ["shifted"],
        outputs: ["activated"],
        attributes: { alpha: { float: 0.5 } },
      },
      { operator: "Transpose", inputs: ["activated"], outputs: ["turned"], attributes: { perm: [1, 0] } },
      { operator: "Transpose", inputs: ["turned"], outputs: ["y"], attributes: { perm: [1, 0] } },
    ],
  };
  const session = await InferenceSession.create(encodeModel(graph, { note: "für alle" }));
  const { y } = await session.run({ x: new Tensor("float32", Float32Array.of(0, 0, 3, -5), [2, 2]) });
  expect([...(y!.data as Float32Array)]).toEqual([-0.5, 1, 2, -2]);
  await session.release();
});
