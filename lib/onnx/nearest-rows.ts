import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { Matrix } from "@/lib/learning/matrix";
import { assertFinite } from "./finite";
import type { Graph } from "./graph";
import type { Sessions } from "./sessions";
import { createTopK, offer, type TopK } from "./top-k";

/** Sizes of a block of inner products: 4 MB, so that it is read back from the processor's cache. */
const QUERY_BLOCK = 512;
const BASE_BLOCK = 2048;

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

/** A rectangle of the matrix of inner products: rows are queries, columns are rows of the base. */
interface Block {
  readonly products: Float32Array;
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

  const session = await sessions.get(INNER_PRODUCTS);
  const top = createTopK(queries.rows, k);
  const buffer = new Float32Array(Math.min(QUERY_BLOCK, queries.rows) * Math.min(BASE_BLOCK, base.rows));
  for (let queryStart = 0; queryStart < queries.rows; queryStart += QUERY_BLOCK) {
    const queryEnd = Math.min(queryStart + QUERY_BLOCK, queries.rows);
    for (let baseStart = symmetric ? queryStart : 0; baseStart < base.rows; baseStart += BASE_BLOCK) {
      const baseEnd = Math.min(baseStart + BASE_BLOCK, base.rows);
      const products = buffer.subarray(0, (queryEnd - queryStart) * (baseEnd - baseStart));
      const block = { products, queryStart, queryEnd, baseStart, baseEnd };
      await computeBlock(session, queries, base, block);
      offerToQueries(top, block);
      if (symmetric) offerToBase(top, block);
    }
  }
  return { indices: top.indices, similarities: top.similarities };
}

async function computeBlock(session: InferenceSession, queries: Matrix, base: Matrix, block: Block) {
  const rows = (m: Matrix, start: number, end: number) =>
    new Tensor("float32", m.data.subarray(start * m.columns, end * m.columns), [end - start, m.columns]);
  const shape = [block.queryEnd - block.queryStart, block.baseEnd - block.baseStart];
  await session.run(
    {
      queries: rows(queries, block.queryStart, block.queryEnd),
      base: rows(base, block.baseStart, block.baseEnd),
    },
    { products: new Tensor("float32", block.products, shape) },
  );
}

function offerToQueries(top: TopK, { products, queryStart, queryEnd, baseStart, baseEnd }: Block): void {
  let at = 0;
  for (let query = queryStart; query < queryEnd; query++) {
    let threshold = top.thresholds[query]!;
    for (let row = baseStart; row < baseEnd; row++, at++) {
      if (products[at]! > threshold) {
        offer(top, query, row, products[at]!);
        threshold = top.thresholds[query]!;
      }
    }
  }
}

/** The mirrored half: queries are offered to those rows of the base that lie beyond this block of queries. */
function offerToBase(top: TopK, { products, queryStart, queryEnd, baseStart, baseEnd }: Block): void {
  const { thresholds } = top;
  const columns = baseEnd - baseStart;
  for (let query = queryStart; query < queryEnd; query++) {
    const offset = (query - queryStart) * columns - baseStart;
    for (let row = Math.max(baseStart, queryEnd); row < baseEnd; row++) {
      if (products[offset + row]! > thresholds[row]!) offer(top, row, query, products[offset + row]!);
    }
  }
}
