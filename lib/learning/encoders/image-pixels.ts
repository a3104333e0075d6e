import { packBlocks, unpackBlocks } from "../binary-layout";
import type { Kernels } from "../kernels";
import { matrix } from "../matrix";
import type { ContentSource, Encoder, EncoderContext, FittedEncoder, PixelImage } from "./encoder";
import { embedImages, type ImageProjection, planesOf } from "./image/embed-images";
import { learnProjection } from "./image/learn-projection";
import type { ImageSize } from "./image/resize";
import { workingSize } from "./image/working-size";
import { sampleContents } from "./sample-contents";

const MOST_IMAGES = 8_000;
const MOST_DIMENSIONS = 100;

/**
 * Principal components of the pixels, the plain, fast alternative to image-patches. Pixels keep their scale: made
 * equally loud, those at the border that hardly vary would drown the others.
 */
export const imagePixels: Encoder<PixelImage> = {
  id: "image-pixels",

  async fit(source: ContentSource<PixelImage>, context: EncoderContext) {
    context.onProgress(0, "read-images");
    const images = await sampleContents(source, MOST_IMAGES, context.random.fork("sample"));
    const size = workingSize(images);
    context.onProgress(0.5, "find-components");
    const purpose = { ...context, random: context.random.fork("components") };
    const projected = await learnProjection(planesOf(images, size), MOST_DIMENSIONS, purpose);
    context.onProgress(1, "learned");
    return fittedEncoder({ size, ...projected }, context.kernels);
  },

  deserialize: (bytes, kernels) => fittedEncoder(unpack(bytes), kernels),
};

function fittedEncoder(model: ImageProjection, kernels: Kernels): FittedEncoder<PixelImage> {
  return {
    dimensions: model.offset.length,
    encode: (images) => embedImages(model, images, async (planes) => planes, kernels),
    sparseColumns: 0,
    encodeSparse: null,
    serialize: () => packBlocks(model.size, [model.projection.data, model.offset]),
  };
}

function unpack(bytes: Uint8Array): ImageProjection {
  const { header: size, blocks } = unpackBlocks<ImageSize>(bytes);
  const [projection, offset] = blocks as [Float32Array, Float32Array];
  const pixels = size.channels * size.height * size.width;
  return { size, projection: matrix(pixels, offset.length, projection), offset };
}
