import { Tensor } from "onnxruntime-node";
import type { PatchNetwork } from "@/lib/learning/kernels";
import { type Matrix, matrix } from "@/lib/learning/matrix";
import { assertFinite } from "./finite";
import type { Graph, GraphConstant, GraphNode } from "./graph";
import type { Sessions } from "./sessions";

/**
 * Images a run: few enough that the responses of all filters stay in the processor's cache. Always as many, the last run
 * filled up with zeros: with another number the runtime may sum in another order, which would change the last digits.
 */
const CHUNK_IMAGES = 8;

/**
 * The network of Coates & Ng (2012) as a graph from images (n × channels × height × width) to features
 * (n × filters·grid²). Patches are cut out by a convolution with unit filters, contrast-normalised while
 * they are small, and projected by a 1 × 1 convolution whose bias holds the patch mean and the threshold.
 */
export function patchGraph(name: string, network: PatchNetwork): Graph {
  const { channels, height, width, patchSize, poolGrid, filters } = network;
  const [rows, columns] = [height - patchSize + 1, width - patchSize + 1];
  const window = (size: number) => size - (poolGrid - 1) * Math.floor(size / poolGrid);
  return {
    name,
    inputs: [{ name: "images", type: "float32", shape: ["images", channels, height, width] }],
    outputs: [{ name: "features", type: "float32", shape: ["images", filters.columns * poolGrid ** 2] }],
    constants: [...patchConstants(network)],
    nodes: [
      ...contrastNormalisation,
      { operator: "Conv", inputs: ["normalised", "filters", "filterBias"], outputs: ["responses"] },
      { operator: "Relu", inputs: ["responses"], outputs: ["activations"] },
      {
        operator: "AveragePool",
        inputs: ["activations"],
        outputs: ["pooled"],
        attributes: {
          kernel_shape: [window(rows), window(columns)],
          strides: [Math.floor(rows / poolGrid), Math.floor(columns / poolGrid)],
        },
      },
      { operator: "Flatten", inputs: ["pooled"], outputs: ["features"], attributes: { axis: 1 } },
    ],
  };
}

/** patches → (patch − its mean) / sqrt(its variance + floor). */
const contrastNormalisation: readonly GraphNode[] = [
  { operator: "Conv", inputs: ["images", "unitFilters"], outputs: ["patches"] },
  { operator: "ReduceMean", inputs: ["patches"], outputs: ["means"], attributes: { axes: [1] } },
  { operator: "Sub", inputs: ["patches", "means"], outputs: ["centred"] },
  { operator: "Mul", inputs: ["centred", "centred"], outputs: ["squares"] },
  { operator: "ReduceMean", inputs: ["squares"], outputs: ["variances"], attributes: { axes: [1] } },
  { operator: "Add", inputs: ["variances", "varianceFloor"], outputs: ["flooredVariances"] },
  { operator: "Sqrt", inputs: ["flooredVariances"], outputs: ["deviations"] },
  { operator: "Div", inputs: ["centred", "deviations"], outputs: ["normalised"] },
];

function patchConstants({ channels, patchSize, filters, patchMean, varianceFloor, threshold }: PatchNetwork) {
  const size = channels * patchSize ** 2;
  const unit = new Float32Array(size * size);
  for (let i = 0; i < size; i++) unit[i * size + i] = 1;
  const transposed = new Float32Array(size * filters.columns);
  const bias = new Float32Array(filters.columns).fill(-threshold);
  for (let i = 0; i < size; i++) {
    for (let f = 0; f < filters.columns; f++) {
      const weight = filters.data[i * filters.columns + f]!;
      transposed[f * size + i] = weight;
      bias[f]! -= weight * patchMean[i]!;
    }
  }
  const constants: GraphConstant[] = [
    { name: "unitFilters", shape: [size, channels, patchSize, patchSize], data: unit },
    { name: "filters", shape: [filters.columns, size, 1, 1], data: transposed },
    { name: "filterBias", shape: [filters.columns], data: bias },
    { name: "varianceFloor", shape: [1], data: Float32Array.of(varianceFloor) },
  ];
  return constants;
}

/** Features of images; see `Kernels.patchFeatures`. Throws a RangeError or a NonFiniteError. */
export async function patchFeatures(
  sessions: Sessions,
  name: string,
  images: Matrix,
  network: PatchNetwork,
): Promise<Matrix> {
  const { channels, height, width, patchSize, poolGrid, filters } = network;
  if (images.columns !== channels * height * width) {
    throw new RangeError(`patchFeatures: ${images.columns} columns, not ${channels} × ${height} × ${width}.`);
  }
  if (filters.rows !== channels * patchSize ** 2 || Math.min(height, width) - patchSize + 1 < poolGrid) {
    throw new RangeError(
      `patchFeatures: filters of ${filters.rows} values, patches of ${patchSize}, ${width} × ${height} px.`,
    );
  }
  assertFinite("patchFeatures: images", images.data);
  assertFinite("patchFeatures: filters", filters.data);
  const session = await sessions.get(patchGraph(name, network));
  const features = matrix(images.rows, filters.columns * poolGrid ** 2);
  const pixels = new Float32Array(CHUNK_IMAGES * images.columns);
  const out = new Float32Array(CHUNK_IMAGES * features.columns);
  for (let start = 0; start < images.rows; start += CHUNK_IMAGES) {
    const chunk = images.data.subarray(start * images.columns, (start + CHUNK_IMAGES) * images.columns);
    pixels.fill(0).set(chunk);
    await session.run(
      { images: new Tensor("float32", pixels, [CHUNK_IMAGES, channels, height, width]) },
      { features: new Tensor("float32", out, [CHUNK_IMAGES, features.columns]) },
    );
    const count = Math.min(CHUNK_IMAGES, images.rows - start);
    features.data.set(out.subarray(0, count * features.columns), start * features.columns);
  }
  return features;
}
