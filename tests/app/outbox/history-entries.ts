import type { OutboxEntry } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { leasedSample } from "../bench/leased-sample";

/** A label as the server lists it among one's own. */
export function ownLabel(sampleId: number, rest: Partial<OwnAnnotation> = {}): OwnAnnotation {
  return {
    id: `own ${sampleId}`,
    sequence: sampleId,
    sampleId,
    action: "label",
    labelClassId: "old",
    labelClassIds: null,
    note: null,
    screen: "single",
    createdAt: "2026-01-01T00:00:00.000Z",
    seconds: 1,
    excerpt: `Sample ${sampleId}`,
    imageUrl: null,
    isUndone: false,
    isCurrent: true,
    ...rest,
  };
}

let order = 0;

/** What waits in the outbox, each behind the one before. */
export function outboxEntry(sampleId: number, input: OutboxEntry["input"]): OutboxEntry {
  order += 1;
  return { order, id: `entry ${order}`, input, sample: leasedSample(sampleId), refusal: null };
}
