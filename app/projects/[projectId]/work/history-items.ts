import type { OwnAnnotation } from "@/lib/contracts/own-work";
import type { OutboxEntry } from "../_outbox/outbox-entry";

/** A decision as the page lists it. */
export interface HistoryItem extends Omit<OwnAnnotation, "sequence" | "createdAt"> {
  /** Null until the server has it. */
  readonly createdAt: string | null;
}

/**
 * What the server lists, behind what this browser did and the server does not list yet, newest first. Each sample's
 * newest decision is what stands; a yes or no about one class replaces none.
 */
export function withUnlisted(
  listed: readonly OwnAnnotation[],
  entries: readonly OutboxEntry[],
): HistoryItem[] {
  const known = new Set(listed.map(({ id }) => id));
  const undone = new Set(entries.flatMap(({ input }) => (input.action === "undo" ? [input.undoes] : [])));
  const unlisted = entries.filter(({ id }) => !known.has(id)).flatMap((entry) => itemOf(entry) ?? []);
  const decided = new Set<number>();
  return [...unlisted.reverse(), ...listed].map((item) => {
    const isUndone = item.isUndone || undone.has(item.id);
    const isCurrent = item.isCurrent && !isUndone && !decided.has(item.sampleId);
    if (isCurrent && item.action !== "accept" && item.action !== "reject") decided.add(item.sampleId);
    return { ...item, isUndone, isCurrent };
  });
}

function itemOf({ id, input, sample }: OutboxEntry): HistoryItem | null {
  if (input.action === "undo") return null;
  return {
    id,
    sampleId: sample.sampleId,
    action: input.action === "label-set" ? "label" : input.action,
    labelClassId: "labelClassId" in input ? input.labelClassId : null,
    labelClassIds: "labelClassIds" in input ? input.labelClassIds : null,
    note: "note" in input ? (input.note ?? null) : null,
    screen: input.screen ?? "single",
    createdAt: null,
    seconds: input.seconds,
    excerpt: sample.text,
    imageUrl: sample.imageUrl,
    isUndone: false,
    isCurrent: true,
  };
}
