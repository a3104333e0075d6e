import type { DoneAct, NewEntry, OutboxEntry, Refusal } from "./outbox-entry";
import { type OutboxStorage, undoDepth } from "./outbox-storage";

const databaseName = "winnow-bench";
const outbox = "outbox";
const done = "done";
const undone = "undone";
const version = 2;

type Stored<T> = T & { readonly owner: string };

/**
 * The outbox in IndexedDB, shared by all tabs. `owner` is a person and a project: what somebody else left
 * in this browser is neither shown nor sent in another's name.
 */
export class IndexedDbStorage implements OutboxStorage {
  readonly durable = true;
  readonly #database: IDBDatabase;
  readonly #owner: string;

  private constructor(database: IDBDatabase, owner: string) {
    this.#database = database;
    this.#owner = owner;
  }

  static async open(owner: string): Promise<IndexedDbStorage> {
    const request = indexedDB.open(databaseName, version);
    request.onupgradeneeded = () => {
      const { objectStoreNames } = request.result;
      // Acts of version 1 did not say what was done, so they cannot be done again.
      if (objectStoreNames.contains(done)) request.result.deleteObjectStore(done);
      for (const name of [outbox, done, undone]) {
        if (objectStoreNames.contains(name)) continue;
        const store = request.result.createObjectStore(name, { keyPath: "order", autoIncrement: true });
        store.createIndex("owner", "owner");
        store.createIndex("id", "id");
      }
    };
    const database = await resultOf(request);
    // A newer version of this page in another tab may change the database; this one then stops using it.
    database.onversionchange = () => database.close();
    return new IndexedDbStorage(database, owner);
  }

  close(): void {
    this.#database.close();
  }

  async entries(): Promise<OutboxEntry[]> {
    const index = this.#database.transaction(outbox).objectStore(outbox).index("owner");
    return resultOf<OutboxEntry[]>(index.getAll(this.#owner));
  }

  async add(entry: NewEntry): Promise<void> {
    const transaction = this.#write();
    this.#do(transaction, entry);
    const again = transaction.objectStore(undone).index("owner").getAllKeys(this.#owner);
    again.onsuccess = () => {
      for (const key of again.result) transaction.objectStore(undone).delete(key);
    };
    await completionOf(transaction);
  }

  async undoLast(undoId: string, among?: readonly string[]): Promise<DoneAct | null> {
    const undo = (transaction: IDBTransaction, act: DoneAct) => {
      const entry: NewEntry = { id: undoId, input: { action: "undo", undoes: act.id }, sample: act.sample };
      transaction.objectStore(outbox).add(this.#owned({ ...entry, refusal: null }));
      transaction.objectStore(undone).add(this.#owned(act));
      return act;
    };
    return this.#takeNewest(done, undo, among);
  }

  async redoLast(id: string): Promise<DoneAct | null> {
    return this.#takeNewest(undone, (transaction, act) => {
      this.#do(transaction, { ...act, id });
      return { ...act, id };
    });
  }

  async remove(entries: readonly OutboxEntry[]): Promise<void> {
    const transaction = this.#write();
    for (const { order } of entries) transaction.objectStore(outbox).delete(order);
    await completionOf(transaction);
  }

  async refuse(entry: OutboxEntry, refusal: Refusal): Promise<void> {
    const transaction = this.#write();
    transaction.objectStore(outbox).put(this.#owned({ ...entry, refusal }));
    const found = transaction.objectStore(done).index("id").getKey(entry.id);
    found.onsuccess = () => {
      if (found.result !== undefined) transaction.objectStore(done).delete(found.result);
    };
    await completionOf(transaction);
  }

  #do(transaction: IDBTransaction, { id, input, sample }: NewEntry): void {
    transaction.objectStore(outbox).add(this.#owned({ id, input, sample, refusal: null }));
    transaction.objectStore(done).add(this.#owned({ id, input, sample }));
    const keys = transaction.objectStore(done).index("owner").getAllKeys(this.#owner);
    keys.onsuccess = () => {
      for (const key of keys.result.slice(0, -undoDepth)) transaction.objectStore(done).delete(key);
    };
  }

  /** Takes the newest act, or the newest among these, out of a store and uses it in the same transaction. */
  async #takeNewest(
    name: string,
    use: (transaction: IDBTransaction, act: DoneAct) => DoneAct,
    among?: readonly string[],
  ): Promise<DoneAct | null> {
    const transaction = this.#write();
    let result: DoneAct | null = null;
    const newest = transaction.objectStore(name).index("owner").openCursor(this.#owner, "prev");
    newest.onsuccess = () => {
      const cursor = newest.result;
      if (!cursor) return;
      const { id, input, sample } = cursor.value as Stored<DoneAct>;
      if (among && !among.includes(id)) return cursor.continue();
      cursor.delete();
      result = use(transaction, { id, input, sample });
    };
    await completionOf(transaction);
    return result;
  }

  /** Flushed before it is complete, so that a crash of the browser or the machine loses nothing shown as kept. */
  #write(): IDBTransaction {
    return this.#database.transaction([outbox, done, undone], "readwrite", { durability: "strict" });
  }

  #owned<T>(value: T): Stored<T> {
    return { ...value, owner: this.#owner };
  }
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function completionOf(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The browser stopped writing."));
  });
}
