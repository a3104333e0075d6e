/** Silence beyond this is a pause, not work. */
const longestPauseMs = 60_000;

/**
 * Measures how long somebody worked on a sample. Between two signs of life at most a minute counts, and
 * nothing counts while the page is hidden. Times are milliseconds of one monotonic clock, given by the caller.
 */
export class ActiveClock {
  #countedMs = 0;
  #lastSign: number;
  #hidden: boolean;

  constructor(now: number, hidden = false) {
    this.#lastSign = now;
    this.#hidden = hidden;
  }

  /** A new sample: counting starts again. */
  restart(now: number): void {
    this.#countedMs = 0;
    this.#lastSign = now;
  }

  /** A key, a touch, a scroll. */
  sign(now: number): void {
    this.#countedMs = this.#total(now);
    this.#lastSign = now;
  }

  hide(now: number): void {
    this.sign(now);
    this.#hidden = true;
  }

  show(now: number): void {
    if (!this.#hidden) return;
    this.#hidden = false;
    this.#lastSign = now;
  }

  seconds(now: number): number {
    return this.#total(now) / 1000;
  }

  #total(now: number): number {
    if (this.#hidden) return this.#countedMs;
    return this.#countedMs + Math.min(longestPauseMs, Math.max(0, now - this.#lastSign));
  }
}
