import { afterAll, expect, test } from "vitest";
import { packTextModel, unpackTextModel } from "@/lib/learning/encoders/text/text-model";
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

test("an encoder stored before spectra were sharpened still encodes, as it did", async () => {
  const texts = topicTexts(50, 2);
  const context = { kernels, random: createRandom(1), onProgress: () => {} };
  const fitted = await textCooccurrence.fit(sourceOf(texts), context);
  const { views } = unpackTextModel(fitted.serialize());
  const earlier = textCooccurrence.deserialize(packTextModel({ views, sharpening: null }), kernels);
  const embeddings = await earlier.encode(texts);
  expect(embeddings.columns).toBe(views.offsets.length);
  expect(embeddings.columns).toBe(earlier.dimensions);
});
