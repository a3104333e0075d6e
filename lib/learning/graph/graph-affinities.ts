import type { SparseMatrix } from "../linear-algebra/sparse-matrix";
import { affinityMatrix, localScales } from "./affinity";
import type { NeighbourGraph } from "./neighbour-graph";

/** What follows from a neighbour graph: its affinities, their row sums, and each sample's scale. */
export interface GraphAffinities {
  readonly affinities: SparseMatrix;
  readonly degrees: Float32Array;
  readonly scales: Float32Array;
}

const known = new WeakMap<NeighbourGraph, GraphAffinities>();

/** Computed once for each graph, as every round on it needs them. */
export function affinitiesOf(graph: NeighbourGraph): GraphAffinities {
  let found = known.get(graph);
  if (!found) {
    const affinities = affinityMatrix(graph);
    found = { affinities, degrees: rowSums(affinities), scales: localScales(graph) };
    known.set(graph, found);
  }
  return found;
}

function rowSums({ rows, starts, values }: SparseMatrix): Float32Array {
  return Float32Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let at = starts[row]!; at < starts[row + 1]!; at++) sum += values[at]!;
    return sum;
  });
}
