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
  // Hands batches out of the transaction's callback, each one only when the last was taken.
  const { readable, writable } = new TransformStream<Row[], Row[]>();
  const writer = writable.getWriter();
  const reading = db.transaction(
    async (tx) => {
      await tx.execute(sql`
        select set_config('statement_timeout', '0', true),
          set_config('idle_in_transaction_session_timeout', ${longestPause}, true)`);
      await tx.execute(sql`declare snapshot_rows no scroll cursor for ${query}`);
      while (true) {
        const { rows } = await tx.execute(sql.raw(`fetch ${rowsPerFetch} from snapshot_rows`));
        if (rows.length === 0) return;
        await writer.write(rows as Row[]);
      }
    },
    { isolationLevel: "repeatable read", accessMode: "read only" },
  );
  const finished = reading.then(
    () => writer.close(),
    (error: unknown) => writer.abort(error),
  );
  let taken = false;
  try {
    for await (const rows of readable) yield rows;
    taken = true;
  } finally {
    // A reader that stops early cancels the stream: the next write fails and ends the transaction.
    await (taken ? finished : finished.catch(() => {}));
  }
}
