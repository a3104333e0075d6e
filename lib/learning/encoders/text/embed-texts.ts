import { normalise } from "../../linear-algebra/normalise-rows";
import { addScaled } from "../../linear-algebra/sparse-matrix";
import { type Matrix, matrix, rowOf } from "../../matrix";
import { bucketPlaces } from "./ngram-view";
import { ngramBuckets } from "./ngrams";
import type { TextModel } from "./text-model";
import { tokenize } from "./tokenize";

/** A function from texts to embeddings (texts × dimensions), rows of length 1, or 0 without any known term. */
export function createTextEmbedder(model: TextModel): (texts: readonly string[]) => Matrix {
  const numbers = new Map(model.vocabulary.map((term, number) => [term, number]));
  const places = bucketPlaces(model.buckets);
  const dimensions = model.offsets.length;
  return (texts) => {
    const embeddings = matrix(texts.length, dimensions);
    const rowsByText = new Map<string, number>();
    texts.forEach((text, row) => {
      const twin = rowsByText.get(text);
      if (twin !== undefined) {
        embeddings.data.set(rowOf(embeddings, twin), row * dimensions);
        return;
      }
      rowsByText.set(text, row);
      const target = rowOf(embeddings, row);
      const knownCount = addTokens(model, numbers, places, tokenize(text), target);
      finishViews(model, knownCount, target);
    });
    return embeddings;
  };
}

/** Adds up the vectors of all tokens; returns how many are in the vocabulary. */
function addTokens(
  model: TextModel,
  numbers: ReadonlyMap<string, number>,
  places: Int32Array,
  tokens: readonly string[],
  target: Float32Array,
): number {
  const { termVectors, ngramVectors } = model;
  const ngramStart = target.length - ngramVectors.columns;
  let knownCount = 0;
  for (const token of tokens) {
    const term = numbers.get(token);
    if (term !== undefined) {
      addScaled(target, 0, termVectors.data, term * target.length, 1, target.length);
      knownCount++;
      continue;
    }
    for (const bucket of ngramBuckets(token)) {
      const from = places[bucket]! * ngramVectors.columns;
      if (from >= 0) addScaled(target, ngramStart, ngramVectors.data, from, 1, ngramVectors.columns);
    }
  }
  return knownCount;
}

/** Averages and centres where asked, scales each view to length 1, then the whole. */
function finishViews({ views, offsets }: TextModel, knownCount: number, target: Float32Array): void {
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
