/** How many of the last decisions and requests are looked at. */
const remembered = 20;
/** What is expected before anything was measured. */
const firstPaceSeconds = 2;
const firstRoundTripSeconds = 0.3;
/** Labeling goes on so long while a request is under way, on top of its time. */
const marginSeconds = 2;
const fewest = 3;
const most = 20;
/** For work without a connection; more are fetched whenever so many are used up. */
const alongWanted = 200;
const alongUsed = 20;

/**
 * How many samples to hold: enough for the slowest of the last requests (95th percentile) and two seconds more, at the
 * annotator's pace (median of the last decisions), and a few besides, so that not every key asks for one.
 */
export class Prefetch {
  /** Whether as many are held as a stretch without a connection may need. */
  along = false;
  #paces: number[] = [];
  #roundTrips: number[] = [];

  /** Seconds from a sample's painting to its answer. */
  decided(seconds: number): void {
    this.#paces = [...this.#paces, seconds].slice(-remembered);
  }

  /** Seconds from a request to its answer. */
  answered(seconds: number): void {
    this.#roundTrips = [...this.#roundTrips, seconds].slice(-remembered);
  }

  /** Below so many, more are asked for. */
  get low(): number {
    if (this.along) return alongWanted - alongUsed;
    const pace = Math.max(0.05, quantile(this.#paces, 0.5) ?? firstPaceSeconds);
    const roundTrip = quantile(this.#roundTrips, 0.95) ?? firstRoundTripSeconds;
    // The first is on the screen.
    return Math.min(most, 1 + Math.ceil((roundTrip + marginSeconds) / pace));
  }

  /** 3-20, or 200 to be taken along. */
  get wanted(): number {
    if (this.along) return alongWanted;
    return Math.min(most, Math.max(fewest, Math.ceil(1.5 * this.low)));
  }
}

function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
