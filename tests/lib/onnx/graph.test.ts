import { expect, test } from "vitest";
import type { Graph } from "@/lib/onnx/graph";
import { createSessions } from "@/lib/onnx/sessions";

test("a session built from a graph computes what its nodes say", async () => {
  const graph: Graph = {
    name: "shifted-leaky-relu",
    inputs: [],
    outputs: [{ name: "y", type: "float32", shape: [2, "columns"] }],
    constants: [
      { name: "x", shape: [2, 2], data: Float32Array.of(0, 0, 3, -5) },
      { name: "shift", shape: [2], data: Float32Array.of(-1, 1) },
    ],
    nodes: [
      { operator: "Add", inputs: ["x", "shift"], outputs: ["shifted"] },
      {
        operator: "LeakyRelu",
        inputs: ["shifted"],
        outputs: ["activated"],
        attributes: { alpha: { float: 0.5 } },
      },
      { operator: "Transpose", inputs: ["activated"], outputs: ["y"], attributes: { perm: [1, 0] } },
    ],
  };
  const sessions = createSessions(1);
  const { y } = await (await sessions.get(graph)).run({});
  expect([...(y!.data as Float32Array)]).toEqual([-0.5, 2, 1, -2]);
  await sessions.dispose();
});
