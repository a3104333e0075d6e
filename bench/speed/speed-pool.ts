import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

export interface SpeedPool {
  /** n × d, rows of length 1. */
  readonly embeddings: Matrix;
  readonly classes: Int32Array;
  readonly classCount: number;
}

/** How much of a row is its class's direction; the rest is noise, so that classes overlap and fits take their time. */
const SIGNAL = 0.12;

/**
 * A pool of overlapping classes, made so that a benchmark of speed needs no data set: class centres and noise, rows
 * brought to length 1. Within a class it is uniform noise in all dimensions, with no neighbourhoods to find.
 */
export function makePool(rows: number, columns: number, classCount: number): SpeedPool {
  const random = createRandom(0, "speed pool");
  const centres = Float32Array.from(
    { length: classCount * columns },
    () => random.normal() / Math.sqrt(columns),
  );
  const embeddings = matrix(rows, columns);
  const classes = new Int32Array(rows);
  const noise = Math.sqrt(12 / columns);
  for (let row = 0; row < rows; row++) {
    const classIndex = random.integer(classCount);
    classes[row] = classIndex;
    let squares = 0;
    for (let j = 0; j < columns; j++) {
      const value = SIGNAL * centres[classIndex * columns + j]! + (random.next() - 0.5) * noise;
      embeddings.data[row * columns + j] = value;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares);
    for (let j = 0; j < columns; j++) embeddings.data[row * columns + j]! *= scale;
  }
  return { embeddings, classes, classCount };
}
