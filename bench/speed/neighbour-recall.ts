import { approximateNeighbours, recallOf } from "@/lib/learning/graph/approximate-neighbours";
import { NEIGHBOURS, PROBES } from "@/lib/learning/graph/build-graph";
import type { Kernels } from "@/lib/learning/kernels";
import { type Matrix, takeRows } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";
import { mean } from "../mean";

/** Rows whose true neighbours are computed. */
const ASKED_ROWS = 500;

export interface NeighbourRecall {
  /** The share of the true nearest neighbours, the row itself apart, that the approximate search finds: 0..1. */
  readonly recall: number;
  readonly milliseconds: number;
}

/** Searches neighbours as `buildNeighbourGraph` does in large pools, and compares some with the exact ones. */
export async function neighbourRecall(x: Matrix, kernels: Kernels): Promise<NeighbourRecall> {
  const random = createRandom(0, "neighbour recall");
  const rows = random.permutation(x.rows).slice(0, ASKED_ROWS);
  const k = NEIGHBOURS + 1;
  const started = performance.now();
  const found = await approximateNeighbours(x, { k, probes: PROBES }, random.fork("search"), kernels);
  const milliseconds = performance.now() - started;
  const truth = await kernels.nearestRows(takeRows(x, rows), x, k);
  const recalls = Array.from(rows, (row, i) => {
    const ofFound = withoutSelf(found.indices.subarray(row * k, (row + 1) * k), row);
    const ofTruth = withoutSelf(truth.indices.subarray(i * k, (i + 1) * k), row);
    return recallOf(ofFound, ofTruth, NEIGHBOURS);
  });
  return { recall: mean(recalls), milliseconds };
}

/** The nearest rows but the row itself; among exact duplicates it may be missing, and then the last goes. */
function withoutSelf(neighbours: Int32Array, self: number): Int32Array {
  return neighbours.filter((row) => row !== self).slice(0, NEIGHBOURS);
}
