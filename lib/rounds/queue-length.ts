/** What the samples of a queue generation have to last for. */
export interface Demand {
  /** Who holds samples now: each takes some ahead. */
  readonly annotatorsAtWork: number;
  /** Samples that were decided about since the last round began: as many may be until the next one ends. */
  readonly decidedSinceRound: number;
}

/** A generation holds no less, and for each annotator so many, which their browsers take ahead. */
const fewestSamples = 200;
const samplesPerAnnotator = 10;
export const mostSamples = 4000;

/** A round that compares learners anew may take twice as long as the one before it. */
const spare = 2.5;

/**
 * Samples that a generation holds: enough until the next one is there, whatever a round takes on this machine. Where
 * many label and the machine is busy, a round of twenty seconds sees a thousand labels come in.
 */
export function queueLengthFor({ annotatorsAtWork, decidedSinceRound }: Demand): number {
  const untilNext = Math.max(fewestSamples, Math.ceil(spare * decidedSinceRound));
  return Math.min(mostSamples, untilNext + samplesPerAnnotator * annotatorsAtWork);
}
