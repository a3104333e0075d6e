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
  readonly #owner: string;
  /** Null while it is closed: somebody deleted it, or the browser gave it up. The next use opens it again. */
  #database: Promise<IDBDatabase> | null = null;
  /** What it held when it was read last: put back where the browser has forgotten it meanwhile. */
  #known: readonly OutboxEntry[] = [];

  private constructor(owner: string) {
    this.#owner = owner;
  }

  static async open(owner: string): Promise<IndexedDbStorage> {
    const storage = new IndexedDbStorage(owner);
    await storage.#opened();
    return storage;
  }

  close(): void {
    void this.#database?.then((database) => database.close());
  }

  async entries(): Promise<OutboxEntry[]> {
    const database = await this.#opened();
    const index = database.transaction(outbox).objectStore(outbox).index("owner");
    const found = await resultOf<OutboxEntry[]>(index.getAll(this.#owner));
    this.#known = found.filter(isEntry);
    return [...this.#known];
  }

  async add(entry: NewEntry): Promise<void> {
    const transaction = await this.#write();
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
    const transaction = await this.#write();
    for (const { order } of entries) transaction.objectStore(outbox).delete(order);
    await completionOf(transaction);
  }

  async readmit(entry: OutboxEntry): Promise<void> {
    const transaction = await this.#write();
    transaction.objectStore(outbox).put(this.#owned({ ...entry, refusal: null }));
    await completionOf(transaction);
  }

  async refuse(entry: OutboxEntry, refusal: Refusal): Promise<void> {
    const transaction = await this.#write();
    transaction.objectStore(outbox).put(this.#owned({ ...entry, refusal }));
    const found = transaction.objectStore(done).index("id").getKey(entry.id);
    found.onsuccess = () => {
      if (found.result !== undefined) transaction.objectStore(done).delete(found.result);
    };
    await completionOf(transaction);
  }

  #do(transaction: IDBTransaction, { id, input, sample }: NewEntry): void {
    transaction.objectStore(outbox).add(this.#owned({ id, input, sample, refusal: null }));
    if (input.action === "undo") return;
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
    const transaction = await this.#write();
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
  async #write(): Promise<IDBTransaction> {
    const database = await this.#opened();
    return database.transaction([outbox, done, undone], "readwrite", { durability: "strict" });
  }

  #opened(): Promise<IDBDatabase> {
    if (this.#database) return this.#database;
    const opening = this.#open();
    this.#database = opening;
    opening.catch(() => this.#forget(opening));
    return opening;
  }

  #forget(database: Promise<IDBDatabase>): void {
    if (this.#database === database) this.#database = null;
  }

  async #open(): Promise<IDBDatabase> {
    const database = await openDatabase();
    const opened = this.#database!;
    database.onclose = () => this.#forget(opened);
    // Another tab deletes it, or a newer version of this page there changes it: neither could while it is open here.
    database.onversionchange = () => {
      database.close();
      this.#forget(opened);
    };
    await this.#putBack(database);
    return database;
  }

  /** Another tab may have sent some of them since: to send one again is harmless. */
  async #putBack(database: IDBDatabase): Promise<void> {
    if (this.#known.length === 0) return;
    const transaction = database.transaction(outbox, "readwrite", { durability: "strict" });
    const store = transaction.objectStore(outbox);
    const held = store.index("owner").getAll(this.#owner);
    held.onsuccess = () => {
      const ids = new Set((held.result as OutboxEntry[]).map(({ id }) => id));
      for (const entry of this.#known) if (!ids.has(entry.id)) store.put(this.#owned(entry));
    };
    await completionOf(transaction);
  }

  #owned<T>(value: T): Stored<T> {
    return { ...value, owner: this.#owner };
  }
}

function openDatabase(): Promise<IDBDatabase> {
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
  return resultOf(request);
}

/** What something else than this page has written there must not hold up what is behind it. */
function isEntry(value: Partial<OutboxEntry>): value is OutboxEntry {
  return typeof value.id === "string" && Boolean(value.input?.action) && Boolean(value.sample?.sampleId);
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
