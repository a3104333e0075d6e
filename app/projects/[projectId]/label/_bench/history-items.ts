import type { LeasedSample } from "@/lib/contracts/labeling";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { isWaiting, type OutboxEntry } from "../../_outbox/outbox-entry";
import { sampleOfOwn } from "../../_outbox/sample-of-own";

/** One of the annotator's own decisions that stands now. */
export interface HistoryItem {
  readonly id: string;
  /** As much of the sample as the history knows. */
  readonly sample: LeasedSample;
  readonly action: OwnAnnotation["action"];
  /** The answer, or the class that was accepted or rejected. */
  readonly labelClassIds: readonly string[];
  readonly note: string;
  /** Whether it is a lead's word, which stays one when they change it. */
  readonly isWord: boolean;
  readonly isSent: boolean;
}

/** Newest first: what waits in this browser, then what the server has, each sample once. */
export function mergeHistory(own: readonly OwnAnnotation[], entries: readonly OutboxEntry[]): HistoryItem[] {
  const waiting = new Map(entries.filter(isWaiting).map((entry) => [entry.sample.sampleId, entry]));
  const unsent = [...waiting.values()].reverse().flatMap((entry) => itemOfEntry(entry) ?? []);
  const sent = own.filter(({ isCurrent, sampleId }) => isCurrent && !waiting.has(sampleId));
  return [...unsent, ...sent.map(itemOfOwn)];
}

function itemOfEntry({ id, input, sample }: OutboxEntry): HistoryItem | null {
  if (input.action === "undo") return null;
  const action = input.action === "label-set" ? "label" : input.action;
  const labelClassIds =
    "labelClassIds" in input ? input.labelClassIds : "labelClassId" in input ? [input.labelClassId] : [];
  const note = ("note" in input && input.note) || "";
  return { id, sample, action, labelClassIds, note, isWord: input.screen === "review", isSent: false };
}

function itemOfOwn(own: OwnAnnotation): HistoryItem {
  const { id, action, note } = own;
  const labelClassIds = own.labelClassIds ?? (own.labelClassId === null ? [] : [own.labelClassId]);
  const isWord = own.screen === "review";
  return { id, sample: sampleOfOwn(own), action, labelClassIds, note: note ?? "", isWord, isSent: true };
}
