import { afterAll, expect, test } from "vitest";
import { textCooccurrence } from "@/lib/learning/encoders/text-cooccurrence";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { sourceOf, topicTexts } from "./sample-pools";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

test("two texts of one topic are nearer than two of different topics", async () => {
  const texts = topicTexts(150, 3);
  const encoder = await textCooccurrence.fit(sourceOf(texts), {
    kernels,
    random: createRandom(1),
    onProgress: () => {},
  });
  const embeddings = await encoder.encode(texts);
  const { indices } = await kernels.nearestRows(embeddings, embeddings, 6);
  const hits = indices.filter((neighbour, at) => neighbour % 3 === Math.floor(at / 6) % 3).length;
  expect(hits / indices.length).toBeGreaterThan(0.95);
});
