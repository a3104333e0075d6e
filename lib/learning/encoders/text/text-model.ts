import { packBlocks, unpackBlocks } from "../../binary-layout";
import { type Matrix, matrix } from "../../matrix";
import type { NgramView } from "./ngram-view";
import type { TermView } from "./view";

/** What a fitted text encoder knows. The views' columns stand side by side; the n-gram view is last. */
export interface TextModel {
  readonly vocabulary: readonly string[];
  /** Inverse document frequency of each term of the vocabulary. */
  readonly idf: Float32Array;
  readonly views: readonly TextViewLayout[];
  /** vocabulary × all dimensions: what each occurrence of a term adds to the views. */
  readonly termVectors: Matrix;
  /** Added to the mean of averaged views; 0 elsewhere (all dimensions). */
  readonly offsets: Float32Array;
  readonly buckets: Int32Array;
  /** buckets.length × dimensions of the last view. */
  readonly ngramVectors: Matrix;
}

export interface TextViewLayout {
  readonly dimensions: number;
  /** Whether the sum is divided by the number of known terms before the offset is added. */
  readonly averaged: boolean;
}

/** Lays the views side by side. A pool without any term gives one column of zeros. */
export function joinViews(
  vocabulary: readonly string[],
  idf: Float32Array,
  views: readonly TermView[],
  ngrams: NgramView,
): TextModel {
  const all = [...views, ngrams];
  const dimensions = all.reduce((sum, view) => sum + view.termVectors.columns, 0);
  const termVectors = matrix(vocabulary.length, dimensions);
  const offsets = new Float32Array(dimensions);
  let start = 0;
  for (const view of all) {
    const { columns, data } = view.termVectors;
    for (let term = 0; term < vocabulary.length; term++) {
      termVectors.data.set(data.subarray(term * columns, (term + 1) * columns), term * dimensions + start);
    }
    if (view.offset) offsets.set(view.offset, start);
    start += columns;
  }
  const layouts = all.map((view) => ({
    dimensions: view.termVectors.columns,
    averaged: view.offset !== null,
  }));
  return {
    vocabulary,
    idf,
    views: layouts,
    termVectors,
    offsets,
    buckets: ngrams.buckets,
    ngramVectors: ngrams.ngramVectors,
  };
}

type Header = Pick<TextModel, "vocabulary" | "views">;

export function packTextModel(model: TextModel): Uint8Array {
  const { vocabulary, views, idf, termVectors, offsets, buckets, ngramVectors } = model;
  const header: Header = { vocabulary, views };
  return packBlocks(header, [idf, termVectors.data, offsets, buckets, ngramVectors.data]);
}

export function unpackTextModel(bytes: Uint8Array): TextModel {
  const { header, blocks } = unpackBlocks<Header>(bytes);
  const [idf, termVectors, offsets, buckets, ngramVectors] = blocks as [
    Float32Array,
    Float32Array,
    Float32Array,
    Int32Array,
    Float32Array,
  ];
  return {
    ...header,
    idf,
    termVectors: matrix(header.vocabulary.length, offsets.length, termVectors),
    offsets,
    buckets,
    ngramVectors: matrix(buckets.length, header.views.at(-1)!.dimensions, ngramVectors),
  };
}
