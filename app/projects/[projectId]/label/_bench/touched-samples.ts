/** When each sample was last labeled, skipped or brought back, counted in acts. */
export class TouchedSamples {
  readonly #actOf = new Map<number, number>();
  #acts = 0;

  /** How many acts there were until now. */
  get acts(): number {
    return this.#acts;
  }

  touch(sampleId: number): void {
    this.#acts += 1;
    this.#actOf.set(sampleId, this.#acts);
  }

  /** Those touched after so many acts. */
  since(acts: number): Set<number> {
    return new Set([...this.#actOf].filter(([, act]) => act > acts).map(([sampleId]) => sampleId));
  }
}
