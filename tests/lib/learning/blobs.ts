import { type Matrix, matrix } from "@/lib/learning/matrix";
import { createRandom } from "@/lib/learning/random";

export interface Blobs {
  readonly embeddings: Matrix;
  readonly classes: Int32Array;
}

/**
 * Points of length 1 around one random centre per class, the classes taking turns. `spread` is the noise's
 * standard deviation per coordinate, against centres of length 1.
 */
export function makeBlobs(
  rows: number,
  columns: number,
  classCount: number,
  spread: number,
  seed = 0,
): Blobs {
  const centreNoise = createRandom(7, "centres");
  const centres = Array.from({ length: classCount }, () =>
    normalise(Float32Array.from({ length: columns }, () => centreNoise.normal())),
  );
  const random = createRandom(seed, "blobs");
  const embeddings = matrix(rows, columns);
  const classes = Int32Array.from({ length: rows }, (_, i) => i % classCount);
  classes.forEach((classIndex, i) => {
    const point = centres[classIndex]!.map((value) => value + spread * random.normal());
    embeddings.data.set(normalise(point), i * columns);
  });
  return { embeddings, classes };
}

function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
