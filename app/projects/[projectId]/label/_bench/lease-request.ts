import type { TakeLeasesRequest } from "@/lib/contracts/labeling";
import { answeredSamples, type OutboxEntry, returningSamples } from "../../_outbox/outbox-entry";
import type { Prefetch } from "./prefetch";

/** The most that one request may name. */
const mostLeases = 500;

interface Circumstances {
  /** Samples that the server believes to be held here. */
  readonly held: readonly number[];
  readonly entries: readonly OutboxEntry[];
  readonly prefetch: Prefetch;
  readonly askedClassId: string | null;
}

/**
 * What to ask for, so that as many can be answered as the prefetch wants. However much waits in the outbox, there is room
 * for new ones; leases that are not named run out by themselves.
 */
export function leaseRequest({ held, entries, prefetch, askedClassId }: Circumstances) {
  const { wanted, along } = prefetch;
  const answered = [...answeredSamples(entries)].slice(0, Math.max(0, mostLeases - wanted));
  return {
    count: Math.min(mostLeases, wanted + answered.length + returningSamples(entries).size),
    holding: [...held, ...answered].slice(0, mostLeases),
    ...(along && { along }),
    ...(askedClassId !== null && { labelClassId: askedClassId }),
  } satisfies TakeLeasesRequest;
}
