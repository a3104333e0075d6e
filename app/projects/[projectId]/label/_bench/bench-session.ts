import type { LeasedSample, TakenLeases } from "@/lib/contracts/labeling";
import { ApiError } from "../../../../_components/call-api";
import { ActiveClock } from "./active-clock";
import type { BenchApi } from "./bench-api";
import { bringBack, takeIn, without } from "./held-samples";
import type { LabelClass } from "./keymap";
import type { Outbox } from "./outbox";
import { answeredSamples, type OutboxEntry, returningSamples } from "./outbox-entry";

/** Samples held in all; the first is on screen. */
const wantedSamples = 6;
/** The most that one request may name. */
const mostLeases = 50;
/** A key binds only to what could have been seen. */
const seenAfterMs = 150;

export interface BenchView {
  readonly samples: readonly LeasedSample[];
  readonly empty: TakenLeases["empty"];
  /** Why no samples could be fetched. */
  readonly trouble: ApiError | null;
  /** Stands above the sample until the next act. */
  readonly notice: string | null;
  /** What was done last, in words. */
  readonly spoken: string;
}

export interface SessionParts {
  readonly api: Pick<BenchApi, "takeLeases" | "giveBack">;
  readonly outbox: Pick<Outbox, "state" | "add" | "undoLast" | "discard">;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  newId(): string;
}

/** One annotator at one project's bench: the samples held, and what is done with the first. */
export class BenchSession {
  readonly clock: ActiveClock;
  readonly #parts: SessionParts;
  readonly #listeners = new Set<() => void>();
  #view: BenchView = { samples: [], empty: null, trouble: null, notice: null, spoken: "" };
  #painted: { readonly sampleId: number; readonly at: number } | null = null;
  /** When each sample was last labeled, skipped or brought back, counted in acts. */
  readonly #touched = new Map<number, number>();
  #acts = 0;
  #filling: Promise<void> | null = null;
  #left = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.clock = new ActiveClock(parts.now());
  }

  get view(): BenchView {
    return this.#view;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The sample is on the screen now; its time begins. */
  painted(sampleId: number): void {
    if (this.#painted?.sampleId === sampleId) return;
    this.#painted = { sampleId, at: this.#parts.now() };
    this.clock.restart(this.#parts.now());
  }

  async label(labelClass: LabelClass): Promise<void> {
    await this.#answer(`${labelClass.name}.`, (sampleId, seconds) => ({
      action: "label",
      sampleId,
      labelClassId: labelClass.id,
      seconds,
    }));
  }

  async skip(): Promise<void> {
    await this.#answer("Skipped.", (sampleId, seconds) => ({ action: "skip", sampleId, seconds }));
  }

  async undo(): Promise<void> {
    const act = await this.#parts.outbox.undoLast(this.#parts.newId());
    if (act) this.#returnToScreen(act.sample, null, "Undone.");
    else this.#show({ spoken: "There is nothing to undo." });
  }

  /** The server refused it: the sample comes back with the reason, and the annotation is given up. */
  async labelAgain(entry: OutboxEntry): Promise<void> {
    await this.#parts.outbox.discard(entry);
    this.#returnToScreen(entry.sample, entry.refusal?.message ?? null, entry.refusal?.message ?? "");
  }

  /** What the server said of an undo: the sample is ours again, or somebody else has it. */
  undone(sampleId: number, again: LeasedSample | null): void {
    const held = this.#view.samples;
    if (!held.some((sample) => sample.sampleId === sampleId)) return;
    if (again) {
      this.#show({ samples: held.map((sample) => (sample.sampleId === sampleId ? again : sample)) });
      return;
    }
    const notice = "The label is undone. Somebody else has that sample now, so here is the next one.";
    this.#show({ samples: without(held, sampleId), notice, spoken: notice });
    void this.fill();
  }

  /** Renews what is held and fetches what is missing. One request at a time. */
  fill(): Promise<void> {
    this.#filling ??= this.#fill().finally(() => {
      this.#filling = null;
    });
    return this.#filling;
  }

  /** Fetches more when the next keys would need them. */
  fillWhenLow(): void {
    if (this.#view.samples.length < wantedSamples - 1) void this.fill();
  }

  /** The page goes away: others may have what is not answered. */
  async leave(): Promise<void> {
    this.#left = true;
    const entries = this.#parts.outbox.state.entries;
    const returning = returningSamples(entries);
    const ours = this.#view.samples.map(({ sampleId }) => sampleId).filter((id) => !returning.has(id));
    if (ours.length > 0) await this.#parts.api.giveBack(ours);
  }

  /** The page came back from the browser's memory; what it held was given back. */
  async comeBack(): Promise<void> {
    this.#left = false;
    this.#painted = null;
    this.#show({ samples: [] });
    await this.fill();
  }

  async #answer(
    spoken: string,
    inputFor: (sampleId: number, seconds: number) => OutboxEntry["input"],
  ): Promise<void> {
    const sample = this.#view.samples[0];
    if (!sample || !this.#isSeen(sample)) return;
    const seconds = Math.min(86_400, this.clock.seconds(this.#parts.now()));
    this.#touch(sample.sampleId);
    const kept = this.#parts.outbox.add({
      id: this.#parts.newId(),
      input: inputFor(sample.sampleId, Math.round(seconds * 1000) / 1000),
      sample,
    });
    this.#show({ samples: this.#view.samples.slice(1), notice: null, spoken });
    this.fillWhenLow();
    try {
      await kept;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const notice = `This browser could not keep your answer, so it was not saved: ${reason}`;
      this.#returnToScreen(sample, notice, notice);
    }
  }

  get canAnswer(): boolean {
    const sample = this.#view.samples[0];
    return sample !== undefined && this.#isSeen(sample);
  }

  #isSeen(sample: LeasedSample): boolean {
    const painted = this.#painted;
    return painted?.sampleId === sample.sampleId && this.#parts.now() - painted.at >= seenAfterMs;
  }

  #returnToScreen(sample: LeasedSample, notice: string | null, spoken: string): void {
    this.#touch(sample.sampleId);
    this.#painted = null;
    this.#show({ samples: bringBack(this.#view.samples, sample), notice, spoken, empty: null });
  }

  #touch(sampleId: number): void {
    this.#acts += 1;
    this.#touched.set(sampleId, this.#acts);
  }

  async #fill(): Promise<void> {
    if (this.#left) return;
    const sentAt = this.#acts;
    const { entries } = this.#parts.outbox.state;
    const answered = answeredSamples(entries);
    const returning = returningSamples(entries);
    const held = this.#view.samples.map(({ sampleId }) => sampleId).filter((id) => !returning.has(id));
    const holding = [...held, ...answered].slice(0, mostLeases);
    const count = Math.min(mostLeases, wantedSamples + answered.size + returning.size);
    try {
      const taken = await this.#parts.api.takeLeases({ count, holding });
      const touchedSince = new Set(
        [...this.#touched].filter(([, act]) => act > sentAt).map(([sampleId]) => sampleId),
      );
      const waiting = answeredSamples(this.#parts.outbox.state.entries);
      const samples = takeIn(this.#view.samples, taken, { holding, touchedSince }, waiting);
      this.#show({ samples, empty: samples.length > 0 ? null : taken.empty, trouble: null });
    } catch (error) {
      this.#show({ trouble: asApiError(error) });
    }
  }

  #show(changed: Partial<BenchView>): void {
    this.#view = { ...this.#view, ...changed };
    for (const listener of this.#listeners) listener();
  }
}

/** An answer of a shape this page does not know comes from another version of the server. */
function asApiError(cause: unknown): ApiError {
  if (cause instanceof ApiError) return cause;
  const message = "The server's answer could not be read. Load the page again; your labels are kept.";
  return new ApiError({ code: "unreadable", message, retryable: true, cause });
}
