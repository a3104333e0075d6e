import { packBlocks, unpackBlocks } from "../../binary-layout";
import { type Matrix, matrix } from "../../matrix";
import type { NgramView } from "./ngram-view";
import type { SpectrumSharpening } from "./sharpen-spectrum";
import type { TermView } from "./view";

/** Several views of a text, whose columns stand side by side; the n-gram view is last. */
export interface TextViews {
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

/** A text encoder: the views, and what is made of them side by side; null where they are the embedding. */
export interface TextEncoderModel {
  readonly views: TextViews;
  readonly sharpening: SpectrumSharpening | null;
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
): TextViews {
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

type Header = Pick<TextViews, "vocabulary" | "views">;

export function packTextModel({ views: all, sharpening }: TextEncoderModel): Uint8Array {
  const { vocabulary, views, idf, termVectors, offsets, buckets, ngramVectors } = all;
  const header: Header = { vocabulary, views };
  const blocks = [idf, termVectors.data, offsets, buckets, ngramVectors.data];
  const sharpened = sharpening ? [sharpening.offset, sharpening.directions.data] : [];
  return packBlocks(header, [...blocks, ...sharpened]);
}

export function unpackTextModel(bytes: Uint8Array): TextEncoderModel {
  const { header, blocks } = unpackBlocks<Header>(bytes);
  const [idf, termVectors, offsets, buckets, ngramVectors, offset, directions] = blocks as [
    Float32Array,
    Float32Array,
    Float32Array,
    Int32Array,
    Float32Array,
    Float32Array?,
    Float32Array?,
  ];
  const views = {
    ...header,
    idf,
    termVectors: matrix(header.vocabulary.length, offsets.length, termVectors),
    offsets,
    buckets,
    ngramVectors: matrix(buckets.length, header.views.at(-1)!.dimensions, ngramVectors),
  };
  const isSharpened = offset !== undefined && directions !== undefined;
  const sharpening = isSharpened
    ? { offset, directions: matrix(offsets.length, offset.length, directions) }
    : null;
  return { views, sharpening };
}
