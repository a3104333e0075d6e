/**
 * What keeps the uses of a project's seed apart: each use of `rowUniform` mixes its own number into the seed. Two with
 * the same one would agree in every row. They may not change: the holdout is drawn anew from them every time.
 */
export const STREAMS = {
  /** Which rows are the holdout reserve, and their order. */
  holdout: 0x5f3759df,
  /** Which rows of the reserve are active testing's. */
  activeTesting: 0x2545f491,
  /** Which rows the map shows. */
  map: 0x3c6ef372,
} as const;
