import { multiplyRows } from "../../linear-algebra/multiply-rows";
import { normaliseRows } from "../../linear-algebra/normalise-rows";
import { principalComponents } from "../../linear-algebra/principal-components";
import { type Matrix, matrix, rowOf } from "../../matrix";
import type { EncoderContext } from "../encoder";

/** Components kept: with the weights below the others hardly count. */
const DIMENSIONS = 384;

/**
 * Each principal component is weighted by its standard deviation to this power. A linear model of few labels gained most
 * of what there is to gain on all of four text sets; at 1 it gained little more, and the neighbour graph began to lose. A
 * negative power (whitening) taught less on all.
 */
const POWER = 0.5;

/** A row x becomes x·directions + offset, scaled to length 1. */
export interface SpectrumSharpening {
  /** d × r. */
  readonly directions: Matrix;
  /** r. */
  readonly offset: Float32Array;
}

/**
 * Learns to stress what many samples share: a spectral transfer function that raises the large eigenvalues of the linear
 * kernel (Chapelle, Weston & Schölkopf 2003, Cluster kernels for semi-supervised learning). A linear model of few labels
 * then looks along the directions in which the pool falls into groups. Null when all rows are equal.
 */
export async function learnSharpening(
  embeddings: Matrix,
  { kernels, random }: EncoderContext,
): Promise<SpectrumSharpening | null> {
  const { mean, components, deviations } = await principalComponents(embeddings, DIMENSIONS, random, kernels);
  if (deviations.length === 0) return null;
  const weights = deviations.map((deviation) => (deviation / deviations[0]!) ** POWER);
  const directions = matrix(components.rows, components.columns);
  for (let at = 0; at < directions.data.length; at++) {
    directions.data[at] = components.data[at]! * weights[at % components.columns]!;
  }
  const { data } = await kernels.multiply(matrix(1, mean.length, mean), directions);
  return { directions, offset: data.map((value) => -value) };
}

/** Rows of length 1; a row of zeros, of which nothing is known, stays one. */
export async function sharpen(
  embeddings: Matrix,
  { directions, offset }: SpectrumSharpening,
  kernels: EncoderContext["kernels"],
): Promise<Matrix> {
  const sharpened = await multiplyRows(embeddings, directions, kernels);
  for (let i = 0; i < embeddings.rows; i++) {
    if (rowOf(embeddings, i).every((value) => value === 0)) continue;
    const row = rowOf(sharpened, i);
    for (let j = 0; j < row.length; j++) row[j]! += offset[j]!;
  }
  normaliseRows(sharpened);
  return sharpened;
}
