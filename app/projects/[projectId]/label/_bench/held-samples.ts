import type { LeasedSample, TakenLeases } from "@/lib/contracts/labeling";

/** What a request for leases knew when it was sent. */
export interface LeaseRequest {
  readonly holding: readonly number[];
  /** Samples that were labeled, skipped or brought back since; the answer knows nothing of that. */
  readonly touchedSince: ReadonlySet<number>;
}

/**
 * The list after the server's answer: samples that are no longer ours leave, the others get their new expiry,
 * new ones follow. `waiting` are samples whose annotation is still in the outbox: they are never shown again.
 */
export function takeIn(
  held: readonly LeasedSample[],
  taken: TakenLeases,
  request: LeaseRequest,
  waiting: ReadonlySet<number>,
): LeasedSample[] {
  const renewed = new Map(taken.renewed.map(({ sampleId, expiresAt }) => [sampleId, expiresAt]));
  const asked = new Set(request.holding);
  const kept = held
    .filter(({ sampleId: id }) => renewed.has(id) || !asked.has(id) || request.touchedSince.has(id))
    .map((sample) => ({ ...sample, expiresAt: renewed.get(sample.sampleId) ?? sample.expiresAt }));
  const known = new Set(kept.map(({ sampleId }) => sampleId));
  const fresh = taken.samples.filter(
    ({ sampleId: id }) => !known.has(id) && !waiting.has(id) && !request.touchedSince.has(id),
  );
  return [...kept, ...fresh];
}

/** Whether the sample on the screen is ours no more. */
export function hasLostFirst(before: readonly LeasedSample[], after: readonly LeasedSample[]): boolean {
  const [first] = before;
  return first !== undefined && after[0]?.sampleId !== first.sampleId;
}

/** The sample comes back to the screen; what was there follows it. */
export function bringBack(held: readonly LeasedSample[], sample: LeasedSample): LeasedSample[] {
  return [sample, ...without(held, sample.sampleId)];
}

export function without(held: readonly LeasedSample[], sampleId: number): LeasedSample[] {
  return held.filter((sample) => sample.sampleId !== sampleId);
}
