import { ActiveClock } from "./active-clock";

/** Away for so long, somebody has had their break. */
const breakMs = 5 * 60_000;

/** How long somebody has worked since their last break; idle time does not count. Times as in `ActiveClock`. */
export class WorkShift {
  readonly #clock: ActiveClock;
  #lastSign: number;

  constructor(now: number) {
    this.#clock = new ActiveClock(now);
    this.#lastSign = now;
  }

  begin(now: number): void {
    this.#clock.restart(now);
    this.#lastSign = now;
  }

  /** A key, a touch, a scroll. */
  sign(now: number): void {
    if (now - this.#lastSign >= breakMs) this.#clock.restart(now);
    else this.#clock.sign(now);
    this.#lastSign = now;
  }

  minutes(now: number): number {
    return now - this.#lastSign >= breakMs ? 0 : this.#clock.seconds(now) / 60;
  }
}
