import { normalise } from "../../linear-algebra/normalise-rows";
import { addScaled, sparseTimes } from "../../linear-algebra/sparse-matrix";
import { type Matrix, rowOf } from "../../matrix";
import type { CountedTexts } from "./count-terms";
import { createSpeller } from "./spell-terms";
import type { TextViews } from "./text-model";

/** A function from texts to their views (texts × dimensions), rows of length 1, or 0 without any known term. */
export function createTextViewer(model: TextViews): (texts: CountedTexts) => Matrix {
  const spell = createSpeller(model.buckets, model.ngramVectors);
  const spellingStart = model.offsets.length - model.ngramVectors.columns;
  return ({ counts, unknown }) => {
    const embeddings = sparseTimes(counts, model.termVectors);
    for (let row = 0; row < counts.rows; row++) {
      const target = rowOf(embeddings, row);
      for (const term of unknown[row]!) {
        addScaled(target, spellingStart, spell(term), 0, 1, model.ngramVectors.columns);
      }
      let knownCount = 0;
      for (let at = counts.starts[row]!; at < counts.starts[row + 1]!; at++) knownCount += counts.values[at]!;
      finishViews(model, knownCount, target);
    }
    return embeddings;
  };
}

/** Averages and centres where asked, scales each view to length 1, then the whole. */
function finishViews({ views, offsets }: TextViews, knownCount: number, target: Float32Array): void {
  let start = 0;
  for (const { dimensions, averaged } of views) {
    if (averaged && knownCount > 0) {
      for (let i = start; i < start + dimensions; i++) target[i] = target[i]! / knownCount + offsets[i]!;
    }
    normalise(target, start, dimensions);
    start += dimensions;
  }
  normalise(target, 0, target.length);
}
