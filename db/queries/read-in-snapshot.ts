import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";

const rowsPerFetch = 2_000;
/** A download that stalls longer loses its snapshot, so that it holds back no vacuum for ever. */
const longestPause = "10min";

/**
 * The rows of a query as of one instant, in batches, however long the reading takes and whatever is written
 * meanwhile. The server keeps the cursor; only one batch is in memory.
 */
export async function* readInSnapshot<Row extends Record<string, unknown>>(
  db: Db,
  query: SQL,
): AsyncGenerator<Row[]> {
  // The reader asks, the transaction answers: one batch at a time leaves the transaction's callback.
  let asked = deferred<"more" | "enough">();
  let answered = deferred<Row[]>();
  const reading = db.transaction(
    async (tx) => {
      await tx.execute(sql`
        select set_config('statement_timeout', '0', true),
          set_config('idle_in_transaction_session_timeout', ${longestPause}, true)`);
      await tx.execute(sql`declare snapshot_rows no scroll cursor for ${query}`);
      while ((await asked.promise) === "more") {
        asked = deferred();
        const { rows } = await tx.execute(sql.raw(`fetch ${rowsPerFetch} from snapshot_rows`));
        answered.resolve(rows as Row[]);
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  const ended = reading.then((): Row[] => []);
  // A failure is thrown to the reader when it asks; until then it is not an unhandled one.
  ended.catch(() => {});
  try {
    while (true) {
      answered = deferred();
      asked.resolve("more");
      const rows = await Promise.race([answered.promise, ended]);
      if (rows.length === 0) break;
      yield rows;
    }
  } finally {
    asked.resolve("enough");
    // Whoever has all rows, or stopped early, loses nothing by how the transaction ends.
    await ended.catch(() => {});
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
