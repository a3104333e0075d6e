import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matrix } from "@/lib/learning/matrix";
import { loadTensorFlow, wasmBackend } from "@/lib/tensorflow/load-tensorflow";
import { createNetworks } from "@/lib/tensorflow/networks";

const training = {
  x: matrix(2, 1, new Float32Array([0, 1])),
  classes: new Int32Array([0, 1]),
  classCount: 2,
};
const options = {
  hidden: 2,
  weightDecay: 0,
  dropout: 0,
  epochs: 1,
  learningRate: 0.01,
  batchSize: 2,
  seed: 1,
};

test("where no backend can be loaded, the error says what to do and that work is safe; later loads succeed", async () => {
  const empty = await mkdtemp(join(tmpdir(), "winnow-no-wasm-"));
  const networks = createNetworks(() => loadTensorFlow([() => wasmBackend(empty)]));
  await expect(networks.train(training, options)).rejects.toMatchObject({
    name: "SetupError",
    code: "no-tensorflow-backend",
    message: expect.stringMatching(/no such file.*npm ci.*Labels are safe/),
  });
  await rm(empty, { recursive: true });
  expect((await loadTensorFlow([() => wasmBackend()])).getBackend()).toBe("wasm");
});

test("the backends are tried in their order", async () => {
  const tried: string[] = [];
  const missing = async () => {
    tried.push("missing");
    throw new Error("not there");
  };
  const wasm = () => {
    tried.push("wasm");
    return wasmBackend();
  };
  await loadTensorFlow([missing, wasm, missing]);
  expect(tried).toEqual(["missing", "wasm"]);
});

test("nothing is loaded before the first training", async () => {
  let loads = 0;
  const networks = createNetworks(() => {
    loads++;
    return loadTensorFlow();
  });
  expect(loads).toBe(0);
  await networks.train(training, options);
  await networks.train(training, options);
  expect(loads).toBe(1);
});
