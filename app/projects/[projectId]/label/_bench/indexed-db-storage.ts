import type { DoneAct, NewEntry, OutboxEntry, Refusal } from "./outbox-entry";
import { type OutboxStorage, undoDepth } from "./outbox-storage";

const databaseName = "winnow-bench";
const outbox = "outbox";
const done = "done";

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
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => {
      for (const name of [outbox, done]) {
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
    transaction.objectStore(outbox).add(this.#owned({ ...entry, refusal: null }));
    transaction.objectStore(done).add(this.#owned({ id: entry.id, sample: entry.sample }));
    const index = transaction.objectStore(done).index("owner");
    index.getAllKeys(this.#owner).onsuccess = (event) => {
      const keys = (event.target as IDBRequest<IDBValidKey[]>).result;
      for (const key of keys.slice(0, -undoDepth)) transaction.objectStore(done).delete(key);
    };
    await completionOf(transaction);
  }

  async undoLast(undoId: string): Promise<DoneAct | null> {
    const transaction = this.#write();
    let undone: DoneAct | null = null;
    const newest = transaction.objectStore(done).index("owner").openCursor(this.#owner, "prev");
    newest.onsuccess = () => {
      const cursor = newest.result;
      if (!cursor) return;
      const { id, sample } = cursor.value as Stored<DoneAct>;
      undone = { id, sample };
      cursor.delete();
      const undo: NewEntry = { id: undoId, input: { action: "undo", undoes: id }, sample };
      transaction.objectStore(outbox).add(this.#owned({ ...undo, refusal: null }));
    };
    await completionOf(transaction);
    return undone;
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

  /** Flushed before it is complete, so that a crash of the browser or the machine loses nothing shown as kept. */
  #write(): IDBTransaction {
    return this.#database.transaction([outbox, done], "readwrite", { durability: "strict" });
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
