import { Tensor } from "onnxruntime-node";
import type { Matrix } from "@/lib/learning/matrix";
import { assertFinite } from "./finite";
import type { Graph } from "./graph";
import { inputTensor } from "./input-tensor";
import type { Sessions } from "./sessions";
import { createTopK, offer, type TopK } from "./top-k";

/** Sizes of a block of inner products: 4 MB, so that it is read back from the processor's cache. */
const QUERY_BLOCK = 512;
const BASE_BLOCK = 2048;

/** Products whose maximum is computed with them: few of these segments hold one that can enter a top k. */
const SEGMENT = 64;

const INNER_PRODUCTS: Graph = {
  name: "inner-products",
  inputs: [
    { name: "queries", type: "float32", shape: ["queryRows", "columns"] },
    { name: "base", type: "float32", shape: ["baseRows", "columns"] },
  ],
  outputs: [{ name: "products", type: "float32", shape: ["queryRows", "baseRows"] }],
  nodes: [
    { operator: "Gemm", inputs: ["queries", "base"], outputs: ["products"], attributes: { transB: 1 } },
  ],
};

/** The same with the maxima of all segments along the rows and along the columns, which must divide evenly. */
const INNER_PRODUCTS_AND_MAXIMA: Graph = {
  name: "inner-products-and-maxima",
  inputs: [...INNER_PRODUCTS.inputs, { name: "columnSegments", type: "int64", shape: [3] }],
  outputs: [
    ...INNER_PRODUCTS.outputs,
    { name: "rowMaxima", type: "float32", shape: ["queryRows", "baseSegments"] },
    { name: "columnMaxima", type: "float32", shape: ["querySegments", "baseRows"] },
  ],
  constants: [{ name: "rowSegments", shape: [3], data: BigInt64Array.of(0n, -1n, BigInt(SEGMENT)) }],
  nodes: [
    ...INNER_PRODUCTS.nodes,
    { operator: "Reshape", inputs: ["products", "rowSegments"], outputs: ["alongRows"] },
    {
      operator: "ReduceMax",
      inputs: ["alongRows"],
      outputs: ["rowMaxima"],
      attributes: { axes: [2], keepdims: 0 },
    },
    { operator: "Reshape", inputs: ["products", "columnSegments"], outputs: ["alongColumns"] },
    {
      operator: "ReduceMax",
      inputs: ["alongColumns"],
      outputs: ["columnMaxima"],
      attributes: { axes: [1], keepdims: 0 },
    },
  ],
};

/** A rectangle of the matrix of inner products: rows are queries, columns are rows of the base. */
interface Block {
  readonly products: Float32Array;
  /** Of segments of a row: rows × segments. */
  readonly rowMaxima: Float32Array;
  /** Of segments of a column: segments × columns. */
  readonly columnMaxima: Float32Array;
  readonly queryStart: number;
  readonly queryEnd: number;
  readonly baseStart: number;
  readonly baseEnd: number;
}

/**
 * The k nearest rows; see `Kernels.nearestRows`. Of equal similarities the lower index comes first.
 * When `queries` and `base` are the same data, only half of the symmetric product is computed.
 * Throws a RangeError or a NonFiniteError.
 */
export async function nearestRows(sessions: Sessions, queries: Matrix, base: Matrix, k: number) {
  if (queries.columns !== base.columns) {
    throw new RangeError(`nearestRows: queries have ${queries.columns} columns, the base ${base.columns}.`);
  }
  if (!Number.isInteger(k) || k < 1 || k > base.rows) {
    throw new RangeError(`nearestRows: k = ${k} is not within 1..${base.rows}.`);
  }
  const symmetric = queries.data === base.data && queries.rows === base.rows;
  assertFinite("nearestRows: queries", queries.data);
  if (!symmetric) assertFinite("nearestRows: base", base.data);

  const top = createTopK(queries.rows, k);
  const buffers = createBuffers(Math.min(QUERY_BLOCK, queries.rows), Math.min(BASE_BLOCK, base.rows));
  for (let queryStart = 0; queryStart < queries.rows; queryStart += QUERY_BLOCK) {
    const queryEnd = Math.min(queryStart + QUERY_BLOCK, queries.rows);
    for (let baseStart = symmetric ? queryStart : 0; baseStart < base.rows; baseStart += BASE_BLOCK) {
      const baseEnd = Math.min(baseStart + BASE_BLOCK, base.rows);
      const block = { ...buffers, queryStart, queryEnd, baseStart, baseEnd };
      await computeBlock(sessions, queries, base, block);
      offerToQueries(top, block);
      if (symmetric) offerToBase(top, block);
    }
  }
  return { indices: top.indices, similarities: top.similarities };
}

function createBuffers(rows: number, columns: number) {
  return {
    products: new Float32Array(rows * columns),
    rowMaxima: new Float32Array(rows * Math.ceil(columns / SEGMENT)),
    columnMaxima: new Float32Array(Math.ceil(rows / SEGMENT) * columns),
  };
}

async function computeBlock(sessions: Sessions, queries: Matrix, base: Matrix, block: Block): Promise<void> {
  const rowsOf = (m: Matrix, start: number, end: number) =>
    inputTensor(m.data.subarray(start * m.columns, end * m.columns), [end - start, m.columns]);
  const [rows, columns] = [block.queryEnd - block.queryStart, block.baseEnd - block.baseStart];
  const out = (values: Float32Array, height: number, width: number) =>
    new Tensor("float32", values.subarray(0, height * width), [height, width]);
  const feeds = {
    queries: rowsOf(queries, block.queryStart, block.queryEnd),
    base: rowsOf(base, block.baseStart, block.baseEnd),
  };
  const products = out(block.products, rows, columns);
  if (rows % SEGMENT !== 0 || columns % SEGMENT !== 0) {
    // Blocks at the end that do not divide evenly: every segment is looked into.
    block.rowMaxima.fill(Number.POSITIVE_INFINITY);
    block.columnMaxima.fill(Number.POSITIVE_INFINITY);
    await (await sessions.get(INNER_PRODUCTS)).run(feeds, { products });
    return;
  }
  const columnSegments = new Tensor("int64", BigInt64Array.of(-1n, BigInt(SEGMENT), BigInt(columns)), [3]);
  const session = await sessions.get(INNER_PRODUCTS_AND_MAXIMA);
  await session.run(
    { ...feeds, columnSegments },
    {
      products,
      rowMaxima: out(block.rowMaxima, rows, columns / SEGMENT),
      columnMaxima: out(block.columnMaxima, rows / SEGMENT, columns),
    },
  );
}

function offerToQueries(top: TopK, block: Block): void {
  const { products, rowMaxima, queryStart, queryEnd, baseStart, baseEnd } = block;
  const columns = baseEnd - baseStart;
  let segment = 0;
  for (let query = queryStart; query < queryEnd; query++) {
    const offset = (query - queryStart) * columns;
    for (let from = 0; from < columns; from += SEGMENT, segment++) {
      if (!(rowMaxima[segment]! > top.thresholds[query]!)) continue;
      const to = Math.min(from + SEGMENT, columns);
      for (let j = from; j < to; j++) {
        const product = products[offset + j]!;
        if (product > top.thresholds[query]!) offer(top, query, baseStart + j, product);
      }
    }
  }
}

/** The mirrored half: queries are offered to those rows of the base that lie beyond this block of queries. */
function offerToBase(top: TopK, block: Block): void {
  const { products, columnMaxima, queryStart, queryEnd, baseStart, baseEnd } = block;
  const { thresholds } = top;
  const columns = baseEnd - baseStart;
  for (let from = queryStart, segment = 0; from < queryEnd; from += SEGMENT, segment++) {
    const to = Math.min(from + SEGMENT, queryEnd);
    for (let row = Math.max(baseStart, queryEnd); row < baseEnd; row++) {
      const column = row - baseStart;
      if (!(columnMaxima[segment * columns + column]! > thresholds[row]!)) continue;
      for (let query = from; query < to; query++) {
        const product = products[(query - queryStart) * columns + column]!;
        if (product > thresholds[row]!) offer(top, row, query, product);
      }
    }
  }
}
