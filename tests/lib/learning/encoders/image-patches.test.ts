import { afterAll, expect, test } from "vitest";
import type { PixelImage } from "@/lib/learning/encoders/encoder";
import { imagePatches } from "@/lib/learning/encoders/image-patches";
import { createRandom } from "@/lib/learning/random";
import { createKernels } from "@/lib/onnx/kernels";
import { describeEncoder } from "./encoder-contract";
import { sourceOf, stripedImages } from "./sample-pools";

const kernels = createKernels({ threads: 1 });
afterAll(() => kernels.dispose());

const plain = (width: number, height: number, grey: number): PixelImage => ({
  width,
  height,
  channels: 1,
  data: new Uint8Array(width * height).fill(grey),
});

describeEncoder({
  encoder: imagePatches,
  pool: stripedImages(40, 12, 1, 1),
  unseen: [...stripedImages(3, 17, 3, 2), plain(5, 40, 0), plain(1, 1, 255)],
  oddPools: {
    "one image": stripedImages(1, 12, 1, 3),
    "blank images": [plain(10, 10, 7), plain(10, 10, 7), plain(10, 10, 7)],
    "images of one pixel": [plain(1, 1, 0), plain(1, 1, 255)],
    "images of many sizes and kinds": [
      ...stripedImages(5, 9, 3, 4),
      ...stripedImages(5, 30, 1, 5),
      plain(90, 4, 50),
    ],
  },
});

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
