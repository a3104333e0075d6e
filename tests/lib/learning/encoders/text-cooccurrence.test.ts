import { afterAll, expect, test } from "vitest";
import { textCooccurrence } from "@/lib/learning/encoders/text-cooccurrence";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { describeEncoder } from "./encoder-contract";
import { sourceOf, topicTexts } from "./sample-pools";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

describeEncoder({
  encoder: textCooccurrence,
  pool: topicTexts(150, 1),
  unseen: ["goalkeeper unforeseen words", "", "?!", "その星は遠い", "e\u0301te\u0301 \ud800 👍"],
  oddPools: {
    "one text": ["a single text about a cup"],
    "one empty text": [""],
    "empty texts only": ["", "  ", "…"],
    "the same text many times": Array.from({ length: 30 }, () => "all of these are the same"),
    "twenty texts": topicTexts(20, 2),
    "two texts without a common word": ["alpha beta", "gamma delta"],
    "texts in scripts without spaces": ["天気がいい", "天気が悪い", "株価が下がる", "อากาศดี"],
  },
});

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
