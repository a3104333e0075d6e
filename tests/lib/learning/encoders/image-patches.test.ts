import { afterAll, expect, test } from "vitest";
import { imagePatches } from "@/lib/learning/encoders/image-patches";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { sourceOf, stripedImages } from "./sample-pools";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

test("images of one kind of stripe are nearest to each other", async () => {
  const images = stripedImages(40, 12, 1, 6);
  const encoder = await imagePatches.fit(sourceOf(images), {
    kernels,
    random: createRandom(1),
    onProgress: () => {},
  });
  const embeddings = await encoder.encode(images);
  const { indices } = await kernels.nearestRows(embeddings, embeddings, 6);
  const hits = indices.filter((neighbour, at) => neighbour % 2 === Math.floor(at / 6) % 2).length;
  expect(hits / indices.length).toBeGreaterThan(0.95);
});
