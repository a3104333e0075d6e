import { median } from "../learning/evaluation/quantile";
import type { GraphRows, RowNeighbours } from "./graph-rows";

/** Rows whose neighbourhoods are looked at. */
const probes = 101;
/** A neighbourhood is this many of the nearest samples, or one for a hundred samples in small pools. */
const neighbourhood = 10;
/**
 * Near duplicates are nearer than this part of a usual neighbourhood's radius. In m dimensions a ball of a third of the
 * radius holds 3^-m of the volume: where data truly vary in five directions or more, two samples so near are there by
 * chance once in 24 neighbourhoods or less.
 */
const partOfRadius = 1 / 3;
/** What single precision leaves of the similarity of a vector to itself. */
const rounding = 1e-6;

/** The cosine similarity from which two samples of this pool are near duplicates. */
export async function nearDuplicateThreshold(graph: GraphRows): Promise<number> {
  if (graph.rows < 2 || graph.k === 0) return Number.POSITIVE_INFINITY;
  const k = Math.max(1, Math.min(graph.k, neighbourhood, Math.floor(graph.rows / 100)));
  const count = Math.min(probes, graph.rows);
  const rows = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * graph.rows) / count));
  const read = await graph.read(rows);
  // Squared distances of unit vectors are 2 − 2 × similarity.
  const distance = median([...read.values()].map(({ similarities }) => 1 - similarities[k - 1]!));
  return 1 - Math.max(0, distance) * partOfRadius ** 2 - rounding;
}

/**
 * Puts each sample with the first one before it that it is a near duplicate of; order is kept, and a group's first
 * sample is its earliest. Alike to the first, not to one another: a chain of small steps would end far away.
 */
export function groupNearDuplicates<Sample extends { readonly row: number }>(
  samples: readonly Sample[],
  neighboursOf: ReadonlyMap<number, RowNeighbours>,
  threshold: number,
): Sample[][] {
  const near = new Map(samples.map(({ row }) => [row, nearRows(neighboursOf.get(row), threshold)]));
  const groups: Sample[][] = [];
  for (const sample of samples) {
    const group = groups.find(
      ([first]) => near.get(sample.row)!.has(first!.row) || near.get(first!.row)!.has(sample.row),
    );
    if (group) group.push(sample);
    else groups.push([sample]);
  }
  return groups;
}

function nearRows(found: RowNeighbours | undefined, threshold: number): ReadonlySet<number> {
  const near = new Set<number>();
  for (let i = 0; found && i < found.neighbours.length && found.similarities[i]! >= threshold; i++) {
    near.add(found.neighbours[i]!);
  }
  return near;
}
