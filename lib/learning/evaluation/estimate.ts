/** A figure with its interval; an end is null where nothing bounds it. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** An estimate whose interval has both ends. */
export interface BoundedEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}
