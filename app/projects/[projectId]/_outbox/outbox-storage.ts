import type { DoneAct, NewEntry, OutboxEntry, Refusal } from "./outbox-entry";

/** How many acts can be undone, the newest first. */
export const undoDepth = 200;

/**
 * Where one person's annotations of one project wait, and what they did last. Every method is whole or
 * has not happened, and they happen in the order they were called.
 */
export interface OutboxStorage {
  /** Whether entries outlive the page. */
  readonly durable: boolean;
  /** All entries, oldest first. */
  entries(): Promise<OutboxEntry[]>;
  /** Puts an act behind the others; unless it is an undo itself it can be undone from then on, and nothing can be done again. */
  add(entry: NewEntry): Promise<void>;
  /** Takes the newest act, or the newest among these, out of what can be undone and puts its undo behind the others. */
  undoLast(undoId: string, among?: readonly string[]): Promise<DoneAct | null>;
  /** Does again what was undone last, as a new annotation of this id. */
  redoLast(id: string): Promise<DoneAct | null>;
  /** The server has them, or the annotator gave them up. */
  remove(entries: readonly OutboxEntry[]): Promise<void>;
  /** One that was refused waits again, at its place. */
  readmit(entry: OutboxEntry): Promise<void>;
  /** The server will not have it, so there is nothing to undo either. */
  refuse(entry: OutboxEntry, refusal: Refusal): Promise<void>;
  close(): void;
}

/** Lives as long as the page: for browsers that keep nothing, and for tests. */
export class MemoryStorage implements OutboxStorage {
  readonly durable = false;
  #order = 0;
  #entries: OutboxEntry[] = [];
  #done: DoneAct[] = [];
  #undone: DoneAct[] = [];

  async entries(): Promise<OutboxEntry[]> {
    return [...this.#entries];
  }

  async add(entry: NewEntry): Promise<void> {
    this.#undone = [];
    this.#do(entry);
  }

  async undoLast(undoId: string, among?: readonly string[]): Promise<DoneAct | null> {
    const act = this.#done.findLast(({ id }) => among?.includes(id) ?? true);
    if (!act) return null;
    this.#done = this.#done.filter((other) => other !== act);
    this.#push({ id: undoId, input: { action: "undo", undoes: act.id }, sample: act.sample });
    this.#undone.push(act);
    return act;
  }

  async redoLast(id: string): Promise<DoneAct | null> {
    const act = this.#undone.pop();
    if (!act) return null;
    this.#do({ ...act, id });
    return { ...act, id };
  }

  async remove(entries: readonly OutboxEntry[]): Promise<void> {
    const gone = new Set(entries.map(({ id }) => id));
    this.#entries = this.#entries.filter(({ id }) => !gone.has(id));
  }

  async readmit({ id }: OutboxEntry): Promise<void> {
    this.#entries = this.#entries.map((other) => (other.id === id ? { ...other, refusal: null } : other));
  }

  async refuse(entry: OutboxEntry, refusal: Refusal): Promise<void> {
    this.#entries = this.#entries.map((other) => (other.id === entry.id ? { ...other, refusal } : other));
    this.#done = this.#done.filter(({ id }) => id !== entry.id);
  }

  close(): void {}

  #do(entry: NewEntry): void {
    this.#push(entry);
    if (entry.input.action !== "undo") this.#done = [...this.#done, entry].slice(-undoDepth);
  }

  #push(entry: NewEntry): void {
    this.#order += 1;
    this.#entries.push({ ...entry, order: this.#order, refusal: null });
  }
}
