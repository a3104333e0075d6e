import type { Outbox } from "../_outbox/outbox";
import type { NewEntry } from "../_outbox/outbox-entry";
import { undoDepth } from "../_outbox/outbox-storage";

/** Answers that were given by one key and are taken back by one. */
interface Batch<Shown> {
  readonly ids: readonly string[];
  /** What the screen needs to show them again. */
  readonly shown: Shown;
}

export interface BatchParts {
  readonly outbox: Pick<Outbox, "add" | "undoLast">;
  newId(): string;
  /** Where batches outlive a reload; null where the browser keeps nothing. */
  readonly memory: Pick<Storage, "getItem" | "setItem"> | null;
  readonly memoryKey: string;
}

/** Gives many answers at once and takes them back at once, as many as the outbox can undo. */
export class AnswerBatches<Shown> {
  readonly #parts: BatchParts;
  #batches: readonly Batch<Shown>[];

  constructor(parts: BatchParts) {
    this.#parts = parts;
    this.#batches = this.#remembered();
  }

  /** Whether there is a batch to take back. */
  get canUndo(): boolean {
    return this.#batches.length > 0;
  }

  /** Keeps the answers. Those that the browser could not keep come back. */
  async add(entries: readonly Omit<NewEntry, "id">[], shown: Shown): Promise<Omit<NewEntry, "id">[]> {
    const withIds = entries.map((entry) => ({ ...entry, id: this.#parts.newId() }));
    this.#remember([...this.#batches, { ids: withIds.map(({ id }) => id), shown }]);
    const kept = await Promise.allSettled(withIds.map((entry) => this.#parts.outbox.add(entry)));
    const lost = entries.filter((_, i) => kept[i]!.status === "rejected");
    if (lost.length === entries.length) this.#remember(this.#batches.slice(0, -1));
    return lost;
  }

  /** Takes the newest batch back and returns what was shown then; null when there is none. */
  async undo(): Promise<Shown | null> {
    const batch = this.#batches.at(-1);
    if (!batch) return null;
    this.#remember(this.#batches.slice(0, -1));
    for (let i = 0; i < batch.ids.length; i++) {
      // By their ids: another answer may have been given since, on another page.
      const act = await this.#parts.outbox.undoLast(this.#parts.newId(), batch.ids);
      if (!act) break;
    }
    return batch.shown;
  }

  #remember(batches: readonly Batch<Shown>[]): void {
    let answers = 0;
    this.#batches = batches
      .toReversed()
      .filter(({ ids }) => {
        answers += ids.length;
        return answers <= undoDepth;
      })
      .toReversed();
    try {
      this.#parts.memory?.setItem(this.#parts.memoryKey, JSON.stringify(this.#batches));
    } catch {
      // Full: a reload then forgets what could be taken back; the answers themselves are in the outbox.
    }
  }

  #remembered(): readonly Batch<Shown>[] {
    try {
      return JSON.parse(this.#parts.memory?.getItem(this.#parts.memoryKey) ?? "[]") as Batch<Shown>[];
    } catch {
      return [];
    }
  }
}
