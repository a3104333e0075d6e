import type { AnnotationRequest, RecordedAnnotation, RecordedBatch } from "@/lib/contracts/labeling";
import { ApiError } from "../../../_components/call-api";
import { type DoneAct, isWaiting, type NewEntry, type OutboxEntry, type Refusal } from "./outbox-entry";
import type { OutboxStorage } from "./outbox-storage";

/** `offline`: the server is not reached. `trouble`: it is, but cannot take anything now. */
export type Connection = "fine" | "offline" | "signed-out" | "trouble";

export interface OutboxState {
  readonly entries: readonly OutboxEntry[];
  readonly connection: Connection;
  /** What the server or the browser said when something did not work. */
  readonly trouble: Refusal | null;
  /** Whether entries outlive the page. */
  readonly durable: boolean;
}

export interface OutboxParts {
  readonly storage: OutboxStorage;
  send(id: string, input: AnnotationRequest): Promise<RecordedAnnotation>;
  /** Sends several at once; what became of each, in their order. */
  sendAll(entries: readonly Pick<OutboxEntry, "id" | "input">[]): Promise<RecordedBatch>;
  /** Runs the work while no other tab runs its own; where browsers cannot, at once: a repeated PUT is harmless. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Other tabs read the entries again. */
  tellOtherTabs(): void;
  onSent(entry: OutboxEntry, recorded: RecordedAnnotation | null): void;
  onRefused(entry: OutboxEntry): void;
  /** Milliseconds to wait after this many failures in a row. */
  pauseAfter(failures: number): number;
}

type Outcome = "sent" | "empty" | "failed";

/** The most that one request may carry. */
const largestBatch = 50;

/**
 * Sends annotations in order, one at a time or, when several wait, as a batch of different samples, so that what was
 * done to one sample always reaches the server in order:
 *
 *   added ──▶ waiting ──▶ sent (removed)
 *               │  ▲
 *               │  └── not reached, signed out, 503, project deleted: tried again, later ones wait behind it
 *               └────▶ refused (kept with its reason until the annotator decides; later ones go on)
 *
 * A refused label whose undo is already waiting has been withdrawn: both are removed.
 */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #listeners = new Set<() => void>();
  #state: OutboxState;
  #stored: readonly OutboxEntry[] = [];
  /** On their way into the storage, so that the screen knows them at once. */
  #adding: readonly OutboxEntry[] = [];
  #readsBegun = 0;
  #lastRead = 0;
  #woken = false;
  #wakeUp: (() => void) | null = null;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#state = { entries: [], connection: "fine", trouble: null, durable: parts.storage.durable };
  }

  get state(): OutboxState {
    return this.#state;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Keeps an annotation. Rejects when the browser cannot: it is then not in the outbox. */
  async add(entry: NewEntry): Promise<void> {
    const adding: OutboxEntry = { ...entry, order: Number.POSITIVE_INFINITY, refusal: null };
    this.#adding = [...this.#adding, adding];
    this.#show({});
    try {
      await this.#parts.storage.add(entry);
    } finally {
      // Read first: at no moment may it look as if nothing waited.
      await this.read();
      this.#adding = this.#adding.filter((other) => other !== adding);
      this.#show({});
    }
    this.#changed();
  }

  /**
   * Withdraws what was done last, also in another tab or before a reload; null when there is nothing. `among`: of
   * these acts only, whatever was done since.
   */
  async undoLast(undoId: string, among?: readonly string[]): Promise<DoneAct | null> {
    const act = await this.#parts.storage.undoLast(undoId, among);
    await this.read();
    if (act) this.#changed();
    return act;
  }

  /** Does again what was undone last; null when nothing was. */
  async redoLast(id: string): Promise<DoneAct | null> {
    const act = await this.#parts.storage.redoLast(id);
    await this.read();
    if (act) this.#changed();
    return act;
  }

  /** Runs the work while nothing is sent, in no tab. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    return this.#parts.exclusively(work);
  }

  /** Sends a refused annotation again: what was in its way may be gone. */
  async sendAgain(entry: OutboxEntry): Promise<void> {
    await this.#parts.storage.readmit(entry);
    await this.read();
    this.#changed();
  }

  /** Gives up a refused annotation. */
  async discard(entry: OutboxEntry): Promise<void> {
    await this.#parts.storage.remove([entry]);
    await this.read();
    this.#parts.tellOtherTabs();
  }

  /** Reads what the storage holds now, other tabs' entries included. */
  async read(): Promise<void> {
    const begun = ++this.#readsBegun;
    const stored = await this.#parts.storage.entries();
    // One that began earlier and ended later would bring back what was.
    if (begun < this.#lastRead) return;
    this.#lastRead = begun;
    this.#stored = stored;
    this.#show({});
  }

  /** Tries now what would be tried later. */
  wake = (): void => {
    this.#woken = true;
    this.#wakeUp?.();
  };

  /** Sends until the signal says stop. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", this.wake, { once: true });
    let failures = 0;
    while (!signal.aborted) {
      this.#woken = false;
      const outcome = await this.#attempt();
      failures = outcome === "failed" ? failures + 1 : 0;
      if (outcome === "sent") continue;
      await this.#pause(outcome === "failed" ? this.#parts.pauseAfter(failures) : null);
    }
  }

  /** The storage may fail too: the browser was asked to forget, or the disk is full. */
  async #attempt(): Promise<Outcome> {
    try {
      return await this.#parts.exclusively(() => this.#sendFirst());
    } catch (error) {
      return this.#failed("trouble", refusalOf(error));
    }
  }

  async #sendFirst(): Promise<Outcome> {
    await this.read();
    const waiting = batchOf(this.#stored.filter(isWaiting));
    const [entry] = waiting;
    if (!entry) return "empty";
    if (waiting.length > 1) return this.#sendBatch(waiting);
    try {
      const recorded = await this.#parts.send(entry.id, entry.input);
      await this.#sent([[entry, recorded]]);
      return "sent";
    } catch (error) {
      return this.#handle(entry, error);
    }
  }

  /**
   * What the server has is sent, wherever it stood. One that it failed over while it took others is refused: it would
   * be failed over again and hold up all behind it. Anything else that has to be tried again ends the attempt.
   */
  async #sendBatch(waiting: readonly OutboxEntry[]): Promise<Outcome> {
    let answers: RecordedBatch;
    try {
      answers = await this.#parts.sendAll(waiting);
    } catch (error) {
      return this.#handle(waiting[0]!, error);
    }
    const answerOf = new Map(answers.map((answer) => [answer.id, answer]));
    const done: [OutboxEntry, RecordedAnnotation][] = [];
    const open: [OutboxEntry, ApiError][] = [];
    for (const entry of waiting) {
      const answer = answerOf.get(entry.id);
      if (answer && "ok" in answer) done.push([entry, answer.ok]);
      else open.push([entry, answer ? new ApiError(answer.error) : unanswered()]);
    }
    await this.#sent(done);
    let outcome: Outcome = "sent";
    for (const [entry, error] of open) {
      const isItsOwn = done.length > 0 && error.code === "unexpected";
      if (isItsOwn) await this.#refused(entry, error);
      else if ((await this.#handle(entry, error)) === "failed") outcome = "failed";
    }
    return outcome;
  }

  async #sent(done: readonly (readonly [OutboxEntry, RecordedAnnotation | null])[]): Promise<void> {
    if (done.length === 0) return;
    await this.#remove(done.map(([entry]) => entry));
    this.#show({ connection: "fine", trouble: null });
    for (const [entry, recorded] of done) this.#parts.onSent(entry, recorded);
  }

  async #handle(entry: OutboxEntry, error: unknown): Promise<Outcome> {
    const refusal = refusalOf(error);
    if (!(error instanceof ApiError)) return this.#failed("trouble", refusal);
    if (error.code === "not_signed_in") return this.#failed("signed-out", refusal);
    // A deleted project may be brought back, and a member too: what was answered there waits for that.
    if (error.retryable || error.code === "project_not_found")
      return this.#failed(error.code === "unreachable" ? "offline" : "trouble", refusal);
    if (error.code === "already_undone") await this.#sent([[entry, null]]);
    else await this.#refused(entry, error);
    return "sent";
  }

  #failed(connection: Connection, trouble: Refusal): Outcome {
    this.#show({ connection, trouble });
    return "failed";
  }

  async #refused(entry: OutboxEntry, { code, message }: ApiError): Promise<void> {
    this.#show({ connection: "fine", trouble: null });
    await this.read();
    const undo = this.#stored.find(({ input }) => input.action === "undo" && input.undoes === entry.id);
    if (undo) return this.#remove([entry, undo]);
    await this.#parts.storage.refuse(entry, { code, message });
    await this.read();
    this.#parts.tellOtherTabs();
    this.#parts.onRefused({ ...entry, refusal: { code, message } });
  }

  async #remove(entries: readonly OutboxEntry[]): Promise<void> {
    await this.#parts.storage.remove(entries);
    await this.read();
    this.#parts.tellOtherTabs();
  }

  #changed(): void {
    this.#parts.tellOtherTabs();
    this.wake();
  }

  async #pause(milliseconds: number | null): Promise<void> {
    if (this.#woken) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
      if (milliseconds !== null) timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
    this.#wakeUp = null;
  }

  #show(changed: Partial<OutboxState>): void {
    const known = new Set(this.#stored.map(({ id }) => id));
    const adding = this.#adding.filter(({ id }) => !known.has(id));
    this.#state = { ...this.#state, ...changed, entries: [...this.#stored, ...adding] };
    for (const listener of this.#listeners) listener();
  }
}

/** As many from the front as one request may carry, up to the first sample that comes again. */
function batchOf(waiting: readonly OutboxEntry[]): OutboxEntry[] {
  const known = new Set<number>();
  const batch: OutboxEntry[] = [];
  for (const entry of waiting.slice(0, largestBatch)) {
    if (known.has(entry.sample.sampleId)) break;
    known.add(entry.sample.sampleId);
    batch.push(entry);
  }
  return batch;
}

/** What can be said of anything that was thrown; only the API has codes. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof ApiError) return { code: error.code, message: error.message };
  return { code: "unknown", message: error instanceof Error ? error.message : String(error) };
}

/** A batch is answered whole; one that is not is tried again. */
function unanswered(): ApiError {
  const message = "The server left an annotation out of its answer. It is kept and sent again.";
  return new ApiError({ code: "unanswered", message, retryable: true });
}
