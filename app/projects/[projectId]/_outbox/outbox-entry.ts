import type { AnnotationRequest, LeasedSample } from "@/lib/contracts/labeling";

/** Why the server will not take an annotation, in its own words. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** An annotation on its way to the server. */
export interface OutboxEntry {
  /** Grows with each entry of this browser; entries are sent in this order. */
  readonly order: number;
  /** The annotation's UUID. */
  readonly id: string;
  readonly input: AnnotationRequest;
  /** What it is about, so that a refused one can come back to the screen. */
  readonly sample: LeasedSample;
  /** Set once the server refused it; it then waits for the annotator, not for the server. */
  readonly refusal: Refusal | null;
}

export type NewEntry = Pick<OutboxEntry, "id" | "input" | "sample">;

/** An act that can be undone, or done again: what the annotator did, and to what. */
export type DoneAct = NewEntry;

export function isWaiting(entry: OutboxEntry): boolean {
  return entry.refusal === null;
}

/** Whether its sample can stand on the screen again. The history and a lead's review know only the beginning of a text. */
export function canComeBack({ input }: Pick<OutboxEntry, "input">): boolean {
  return input.action !== "undo" && input.screen !== "history" && input.screen !== "review";
}

/** Samples whose last act in the outbox is an answer: they are neither shown nor given back. */
export function answeredSamples(entries: readonly OutboxEntry[]): Set<number> {
  return samplesWhoseLastActIs(entries, (entry) => entry.input.action !== "undo");
}

/** Samples the server still believes answered, because their undo is on its way. */
export function returningSamples(entries: readonly OutboxEntry[]): Set<number> {
  return samplesWhoseLastActIs(entries, (entry) => entry.input.action === "undo");
}

function samplesWhoseLastActIs(
  entries: readonly OutboxEntry[],
  fits: (entry: OutboxEntry) => boolean,
): Set<number> {
  const last = new Map(entries.map((entry) => [entry.sample.sampleId, entry]));
  return new Set([...last].filter(([, entry]) => fits(entry)).map(([sampleId]) => sampleId));
}
