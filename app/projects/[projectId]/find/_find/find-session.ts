import type { Hit, OwnAnswer, PoolSample } from "@/lib/contracts/finding";
import type { AnnotationRequest, LeasedSample } from "@/lib/contracts/labeling";
import type { AnswerBatches } from "../../_batch/answer-batches";
import { answerOf, sharedSeconds } from "../../_batch/answer-of";
import { ActiveClock } from "../../label/_bench/active-clock";

/** What was answered by one key, so that it can be shown as it was before. */
export type FindBatch = readonly { readonly sampleId: number; readonly before: OwnAnswer | null }[];

export type FindNotice =
  | { readonly kind: "labeled"; readonly count: number; readonly name: string }
  | { readonly kind: "undone"; readonly count: number }
  | { readonly kind: "nothing-to-undo" }
  | { readonly kind: "not-kept"; readonly count: number };

export interface FindView {
  /** What this person answered on this page, by sample; newer than what the server said of it. */
  readonly answers: ReadonlyMap<number, OwnAnswer | null>;
  readonly selected: ReadonlySet<number>;
  readonly notice: FindNotice | null;
  /** Whether an answer given here can be taken back. */
  readonly canUndo: boolean;
}

export interface FindParts {
  readonly task: "single" | "multi";
  readonly batches: Pick<AnswerBatches<FindBatch>, "add" | "undo" | "canUndo">;
  /** Milliseconds of a monotonic clock. */
  now(): number;
}

/** One annotator's search: which samples are selected, and what was said of those that were found. */
export class FindSession {
  readonly clock: ActiveClock;
  readonly #parts: FindParts;
  readonly #listeners = new Set<() => void>();
  #view: FindView = { answers: new Map(), selected: new Set(), notice: null, canUndo: false };

  constructor(parts: FindParts) {
    this.#parts = parts;
    this.clock = new ActiveClock(parts.now());
    this.#show({});
  }

  get view(): FindView {
    return this.#view;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  toggle(sampleId: number): void {
    const selected = new Set(this.#view.selected);
    if (!selected.delete(sampleId)) selected.add(sampleId);
    this.#show({ selected });
  }

  select(sampleIds: Iterable<number>): void {
    this.#show({ selected: new Set(sampleIds) });
  }

  /** What the asker said of a hit, here or before. */
  answerTo(hit: Hit): OwnAnswer | null {
    const answered = this.#view.answers.get(hit.sample.sampleId);
    return answered === undefined ? hit.own : answered;
  }

  /** All of these hits are of the class, or have it, too. */
  async label(
    hits: readonly Hit[],
    labelClass: { readonly id: string; readonly name: string },
  ): Promise<void> {
    if (hits.length === 0) return;
    const batch = hits.map((hit) => ({ sampleId: hit.sample.sampleId, before: this.answerTo(hit) }));
    const now = this.#parts.now();
    const seconds = sharedSeconds(this.clock.seconds(now), hits.length);
    this.clock.restart(now);
    const answers = batch.map(({ before }) => this.#answerWith(labelClass.id, before));
    const entries = hits.map(({ sample }, i) => ({
      sample: asLeased(sample),
      input: this.#inputOf(answers[i]!, labelClass.id, { sampleId: sample.sampleId, seconds }),
    }));
    const kept = this.#parts.batches.add(entries, batch);
    this.#answer(batch.map(({ sampleId }, i) => [sampleId, answers[i]!]));
    this.#show({
      selected: new Set(),
      notice: { kind: "labeled", count: hits.length, name: labelClass.name },
    });
    const lost = new Set((await kept).map(({ sample }) => sample.sampleId));
    if (lost.size === 0) return;
    this.#answer(batch.filter(({ sampleId }) => lost.has(sampleId)).map((one) => [one.sampleId, one.before]));
    this.#show({ notice: { kind: "not-kept", count: lost.size } });
  }

  async undo(): Promise<void> {
    const batch = await this.#parts.batches.undo();
    if (!batch) return this.#show({ notice: { kind: "nothing-to-undo" } });
    this.#answer(batch.map(({ sampleId, before }) => [sampleId, before]));
    this.#show({ notice: { kind: "undone", count: batch.length } });
  }

  /** Where a sample may have several classes, one more than what was said before. */
  #answerWith(labelClassId: string, before: OwnAnswer | null): OwnAnswer {
    if (this.#parts.task === "single") return { labelClassIds: [labelClassId], isWhole: true };
    const labelClassIds = [...new Set([...(before?.labelClassIds ?? []), labelClassId])];
    return { labelClassIds, isWhole: before?.isWhole ?? false };
  }

  #inputOf(
    { labelClassIds, isWhole }: OwnAnswer,
    labelClassId: string,
    { sampleId, seconds }: { readonly sampleId: number; readonly seconds: number },
  ): AnnotationRequest {
    const answered = { sampleId, seconds, screen: "find" } as const;
    const { task } = this.#parts;
    if (task === "multi" && isWhole) return { action: "label-set", labelClassIds, ...answered };
    return answerOf(task, labelClassId, answered);
  }

  #answer(answers: readonly (readonly [number, OwnAnswer | null])[]): void {
    this.#show({ answers: new Map([...this.#view.answers, ...answers]) });
  }

  #show(changed: Partial<FindView>): void {
    this.#view = { ...this.#view, ...changed, canUndo: this.#parts.batches.canUndo };
    for (const listener of this.#listeners) listener();
  }
}

/** As the outbox keeps samples; nobody holds what was found, so there is no lease that could end. */
function asLeased({ externalId: _, ...sample }: PoolSample): LeasedSample {
  return { ...sample, suggestion: null, expiresAt: new Date(0).toISOString() };
}
