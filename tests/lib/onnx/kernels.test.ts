import { expect, test } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { createKernels } from "@/lib/onnx/kernels";

test("dispose() releases the sessions, and a later call builds them anew", async () => {
  const own = createKernels({ threads: 1 });
  const one = matrix(1, 1, Float32Array.of(3));
  await own.multiply(one, one);
  await own.dispose();
  expect((await own.multiply(one, one)).data[0]).toBe(9);
  await own.dispose();
});
