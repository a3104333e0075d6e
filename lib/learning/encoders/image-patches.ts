import { sphericalKMeans } from "../clustering/spherical-k-means";
import type { Kernels, PatchNetwork } from "../kernels";
import { type Matrix, matrix, rowOf } from "../matrix";
import type { ContentSource, Encoder, EncoderContext, FittedEncoder, PixelImage } from "./encoder";
import { embedImages, planesOf } from "./image/embed-images";
import { type ImageModel, packImageModel, unpackImageModel } from "./image/image-model";
import { learnStandardisedProjection } from "./image/learn-projection";
import { samplePatches } from "./image/sample-patches";
import { zcaWhitening } from "./image/whitening";
import { workingSize } from "./image/working-size";
import { sampleContents } from "./sample-contents";

/** Images learned from; their features (a few thousand each) are held in memory at once. */
const MOST_IMAGES = 8_000;
const PATCH_SIZE = 6;
const SMALL_PATCH_SIZE = 4;
const POOL_GRID = 3;
const MOST_PATCHES = 60_000;
const PATCHES_PER_IMAGE = 40;
/** Each gives two features: how much a patch resembles it, and its negative. */
const MOST_CENTROIDS = 200;
const PATCHES_PER_CENTROID = 20;
const MOST_DIMENSIONS = 200;
/** 10 squared grey levels of 0..255, and the whitening's damping, after Coates, Lee & Ng (2011). */
const VARIANCE_FLOOR = 10 / 255 ** 2;
const WHITENING_DAMPING = 0.1;
const THRESHOLD = 0.25;

/**
 * Learns image embeddings from the pool alone: filters from random patches by spherical k-means, a one-layer
 * convolutional network with two-sided soft threshold and 3 × 3 mean pooling, then principal components (Coates, Lee &
 * Ng 2011; Coates & Ng 2012).
 */
export const imagePatches: Encoder<PixelImage> = {
  id: "image-patches",

  async fit(source: ContentSource<PixelImage>, context: EncoderContext) {
    context.onProgress(0, "read-images");
    const images = await sampleContents(source, MOST_IMAGES, context.random.fork("sample"));
    return fittedEncoder(await learnNetwork(images, context), context.kernels);
  },

  deserialize: (bytes, kernels) => fittedEncoder(unpackImageModel(bytes), kernels),
};

async function learnNetwork(images: readonly PixelImage[], context: EncoderContext): Promise<ImageModel> {
  const size = workingSize(images);
  const planes = planesOf(images, size);
  context.onProgress(0.1, "learn-filters");
  const patchSize = Math.min(size.width, size.height) < 2 * PATCH_SIZE ? SMALL_PATCH_SIZE : PATCH_SIZE;
  const count = Math.min(MOST_PATCHES, images.length * PATCHES_PER_IMAGE);
  const patches = samplePatches(
    planes,
    size,
    patchSize,
    VARIANCE_FLOOR,
    count,
    context.random.fork("patches"),
  );
  const { mean, transform } = await zcaWhitening(patches, WHITENING_DAMPING, context.kernels);
  const centred = matrix(
    count,
    mean.length,
    patches.data.map((value, at) => value - mean[at % mean.length]!),
  );
  const whitened = await context.kernels.multiply(centred, transform);
  const centroidCount = Math.min(MOST_CENTROIDS, Math.ceil(count / PATCHES_PER_CENTROID));
  const centroids = await sphericalKMeans(
    whitened,
    centroidCount,
    context.random.fork("filters"),
    context.kernels,
  );
  const network: PatchNetwork = {
    ...size,
    patchSize,
    poolGrid: POOL_GRID,
    filters: withNegatives(await context.kernels.multiply(transform, centroids, { b: true })),
    patchMean: mean,
    varianceFloor: VARIANCE_FLOOR,
    threshold: THRESHOLD,
  };
  context.onProgress(0.4, "compute-features");
  const features = await context.kernels.patchFeatures(planes, network);
  context.onProgress(0.8, "find-components");
  const purpose = { ...context, random: context.random.fork("components") };
  const projected = await learnStandardisedProjection(features, MOST_DIMENSIONS, purpose);
  context.onProgress(1, "learned");
  return { size, network, ...projected };
}

/** [W, −W]: light on dark and dark on light are told apart, after Coates & Ng (2012). */
function withNegatives(filters: Matrix): Matrix {
  const both = matrix(filters.rows, 2 * filters.columns);
  for (let row = 0; row < filters.rows; row++) {
    const values = rowOf(filters, row);
    rowOf(both, row).set(values);
    rowOf(both, row).set(
      values.map((value) => -value),
      filters.columns,
    );
  }
  return both;
}

function fittedEncoder(model: ImageModel, kernels: Kernels): FittedEncoder<PixelImage> {
  return {
    dimensions: model.offset.length,
    encode: (images) =>
      embedImages(model, images, (planes) => kernels.patchFeatures(planes, model.network), kernels),
    sparseColumns: 0,
    encodeSparse: null,
    serialize: () => packImageModel(model),
  };
}
