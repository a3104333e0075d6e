import { packBlocks, unpackBlocks } from "../binary-layout";
import { normaliseRows } from "../linear-algebra/normalise-rows";
import { randomizedSvd } from "../linear-algebra/randomized-svd";
import { denseFromSparse, sparseOperator, sparseTimes } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../matrix";
import type { ContentSource, Encoder, EncoderContext, FittedEncoder, TabularRow } from "./encoder";
import { sampleContents } from "./sample-contents";
import type { Column } from "./table/column";
import { describeColumns } from "./table/describe-columns";
import { featureCount, tableFeatures } from "./table/table-features";

const MOST_ROWS = 20_000;
const MOST_DIMENSIONS = 256;

interface TabularModel {
  readonly columns: readonly Column[];
  /** features × dimensions; null when the features themselves are few enough. */
  readonly projection: Matrix | null;
}

/**
 * Rows of a table: numbers standardised robustly, categories one feature a level or hashed, and their leading
 * singular vectors when there are too many. Labels play no part in it.
 */
export const tabular: Encoder<TabularRow> = {
  id: "tabular",

  async fit(source: ContentSource<TabularRow>, context: EncoderContext) {
    context.onProgress(0, "read-rows");
    const rows = await sampleContents(source, MOST_ROWS, context.random.fork("sample"));
    context.onProgress(0.5, "describe-columns");
    const columns = describeColumns(rows);
    const wide = featureCount(columns) > MOST_DIMENSIONS;
    const projection = wide ? await principalFeatures(rows, columns, context) : null;
    context.onProgress(1, "learned");
    return fittedEncoder({ columns, projection });
  },

  deserialize: (bytes) => fittedEncoder(unpack(bytes)),
};

/** The leading right singular vectors of the features (features × 256 or the rank, if lower). */
async function principalFeatures(
  rows: readonly TabularRow[],
  columns: readonly Column[],
  { kernels, random }: EncoderContext,
): Promise<Matrix> {
  const operator = sparseOperator(tableFeatures(rows, columns));
  const { right } = await randomizedSvd(operator, MOST_DIMENSIONS, random.fork("components"), kernels);
  return right;
}

function fittedEncoder(model: TabularModel): FittedEncoder<TabularRow> {
  const { columns, projection } = model;
  return {
    dimensions: projection ? projection.columns : featureCount(columns),
    encode: async (rows) => {
      const features = tableFeatures(rows, columns);
      const embeddings = projection ? sparseTimes(features, projection) : denseFromSparse(features);
      normaliseRows(embeddings);
      return embeddings;
    },
    sparseColumns: 0,
    encodeSparse: null,
    serialize: () => pack(model),
  };
}

interface Header {
  readonly columns: readonly Column[];
  readonly dimensions: number | null;
}

function pack({ columns, projection }: TabularModel): Uint8Array {
  const header: Header = { columns, dimensions: projection?.columns ?? null };
  return packBlocks(header, projection ? [projection.data] : []);
}

function unpack(bytes: Uint8Array): TabularModel {
  const { header, blocks } = unpackBlocks<Header>(bytes);
  const { columns, dimensions } = header;
  if (dimensions === null) return { columns, projection: null };
  return { columns, projection: matrix(featureCount(columns), dimensions, blocks[0] as Float32Array) };
}
