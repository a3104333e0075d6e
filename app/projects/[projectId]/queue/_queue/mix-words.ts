import type { useTranslations } from "use-intl";
import type { QueueShare, QueueWait } from "@/lib/contracts/queue";
import type { CsvValue } from "../../../../_components/csv";
import type { Format } from "../../../../_components/format";
import { type EngineWords, strategyName } from "../../_engine/engine-words";

type Words = ReturnType<typeof useTranslations<"queue">>;

/** What of a share is neither labeled nor held. */
export function stillWaiting({ entries, labeled, leased }: QueueShare): number {
  return entries - labeled - leased;
}

/** Which rule asked for most of the queue, and how much of all has a label by now; null of an empty queue. */
export function mixWords(
  mix: readonly QueueShare[],
  { t, engine, format }: { readonly t: Words; readonly engine: EngineWords; readonly format: Format },
): string | null {
  const entries = sumOf(mix, (share) => share.entries);
  const most = mix.toSorted((a, b) => b.entries - a.entries)[0];
  if (!most) return null;
  return t("mix.meaning", {
    strategy: strategyName(most.strategy, engine),
    slot: t(`slots.${most.slot}`),
    share: format.wholePercent(most.entries / entries),
    entries,
    labeled: sumOf(mix, (share) => share.labeled),
    leased: sumOf(mix, (share) => share.leased),
  });
}

function sumOf(mix: readonly QueueShare[], of: (share: QueueShare) => number): number {
  return mix.reduce((sum, share) => sum + of(share), 0);
}

export function mixCsv(mix: readonly QueueShare[]): CsvValue[][] {
  return [
    ["slot", "strategy", "entries", "labeled", "held", "waiting"],
    ...mix.map((share) => [
      ...[share.slot, share.strategy, share.entries, share.labeled, share.leased, stillWaiting(share)],
    ]),
  ];
}

/** What has waited longest, and for how long; null where nothing waits. */
export function waitsWords(waits: readonly QueueWait[], t: Words, format: Format): string | null {
  const longest = waits.toSorted((a, b) => b.longestSeconds - a.longestSeconds)[0];
  if (!longest) return null;
  return t(`waits.meaning.${longest.kind}`, { age: format.age(longest.longestSeconds) });
}

export function waitsCsv(waits: readonly QueueWait[]): CsvValue[][] {
  return [
    ["waiting", "samples", "medianSeconds", "longestSeconds"],
    ...waits.map(({ kind, samples, medianSeconds, longestSeconds }) => [
      ...[kind, samples, medianSeconds, longestSeconds],
    ]),
  ];
}
