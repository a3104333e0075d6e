import { localScales, logAffinity } from "../graph/affinity";
import type { NeighbourGraph } from "../graph/neighbour-graph";
import type { Matrix } from "../matrix";
import type { Random } from "../random";
import { leadingPlane } from "./leading-plane";

/** Half the side of the square in which the points begin. */
const HALF_SIDE = 10;
/** Equal embeddings begin apart by this much of the square, so that they can be told apart at all. */
const JITTER = 1e-3;
/** Random rows that push a row away for each neighbour that draws it near. */
const REPELLED = 4;
/** How strongly, against the neighbours; and the least distance² that counts, so that nothing is thrown out. */
const [REPULSION, SOFTENING] = [1, 0.01];
/** The farthest a row goes along an axis for one pull or push at the beginning. */
const LONGEST_STEP = 4;
/** Pulls of all epochs together: what about twenty seconds of one core are enough for. */
const PULLS = 150_000_000;
const [FEWEST_EPOCHS, MOST_EPOCHS] = [25, 400];
/** A neighbour pulls at least this much, so that no row drifts away from all others. */
const WEAKEST_PULL = 0.05;

/**
 * Places the rows of a pool (n × d) on a plane, those that are neighbours in the graph near each other: n × 2, x and y
 * of each row. Begins with the first two principal components; then each row is drawn to its neighbours and pushed
 * away from random rows by stochastic gradient descent, as LargeVis (Tang et al. 2016, whose kernel 1 / (1 + d²) this
 * is) and UMAP (McInnes, Healy & Melville 2018) do. The same seed gives the same map. Without a graph (fewer than two
 * rows) the principal components are all there is.
 */
export function neighbourLayout(
  embeddings: Matrix,
  graph: NeighbourGraph | null,
  random: Random,
): Float32Array {
  const places = leadingPlane(embeddings, random.fork("plane"));
  if (!graph || graph.rows < 3) return places;
  spread(places, random.fork("jitter"));
  const weights = pulls(graph);
  const epochs = epochsFor(graph);
  const draw = random.fork("descent");
  for (let epoch = 0; epoch < epochs; epoch++) {
    descend(places, graph, weights, 1 - epoch / epochs, draw);
  }
  return places;
}

/** Fewer for more rows, so that the time grows slower than the pool. */
export function epochsFor({ rows, k }: Pick<NeighbourGraph, "rows" | "k">): number {
  return Math.round(Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, PULLS / (rows * k))));
}

/** Scales the places to the square, both axes alike. */
function spread(places: Float32Array, random: Random): void {
  let farthest = 0;
  for (const value of places) farthest = Math.max(farthest, Math.abs(value));
  const scale = farthest > 0 ? HALF_SIDE / farthest : 0;
  for (let i = 0; i < places.length; i++) {
    places[i] = places[i]! * scale + HALF_SIDE * JITTER * (2 * random.next() - 1);
  }
}

/** How strongly each neighbour draws (rows × k), 1 for one at no distance. */
function pulls(graph: NeighbourGraph): Float32Array {
  const { rows, k, neighbours, similarities } = graph;
  const scales = localScales(graph);
  const weights = new Float32Array(rows * k);
  for (let row = 0; row < rows; row++) {
    for (let at = row * k; at < (row + 1) * k; at++) {
      const log = logAffinity(similarities[at]!, scales[row]!, scales[neighbours[at]!]!);
      weights[at] = Math.max(WEAKEST_PULL, Math.exp(log));
    }
  }
  return weights;
}

/** One epoch: every row is drawn to each of its neighbours, and they to it, and pushed away from random rows. */
function descend(
  places: Float32Array,
  { rows, k, neighbours }: NeighbourGraph,
  weights: Float32Array,
  rate: number,
  random: Random,
): void {
  for (let row = 0, at = 0; row < rows; row++) {
    let [x, y] = [places[2 * row]!, places[2 * row + 1]!];
    for (let i = 0; i < k; i++, at++) {
      const other = 2 * neighbours[at]!;
      const [dx, dy] = [x - places[other]!, y - places[other + 1]!];
      const pull = (-2 * weights[at]!) / (1 + dx * dx + dy * dy);
      const [stepX, stepY] = [rate * clip(pull * dx), rate * clip(pull * dy)];
      x += stepX;
      y += stepY;
      places[other]! -= stepX;
      places[other + 1]! -= stepY;
      for (let j = 0; j < REPELLED; j++) {
        const away = 2 * random.integer(rows);
        const [ax, ay] = [x - places[away]!, y - places[away + 1]!];
        const square = ax * ax + ay * ay;
        const push = (2 * REPULSION * weights[at]!) / ((SOFTENING + square) * (1 + square));
        x += rate * clip(push * ax);
        y += rate * clip(push * ay);
      }
    }
    places[2 * row] = x;
    places[2 * row + 1] = y;
  }
}

function clip(step: number): number {
  return step > LONGEST_STEP ? LONGEST_STEP : step < -LONGEST_STEP ? -LONGEST_STEP : step;
}
