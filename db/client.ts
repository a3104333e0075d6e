import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { Pool, type PoolClient } from "pg";

/** A database or a transaction: the first argument of every query. */
export type Db = NodePgDatabase;

export interface DatabaseOptions {
  /** Connections this process may hold. */
  readonly maxConnections?: number;
  /** A statement that runs longer is cancelled; 0 for none. */
  readonly statementTimeoutMs?: number;
  /** A statement that waits longer for a lock fails; 0 for none. */
  readonly lockTimeoutMs?: number;
  /** A transaction that sits idle longer is ended. */
  readonly idleInTransactionTimeoutMs?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Told of a connection that broke while nobody was using it; the pool replaces it. */
  readonly onConnectionError?: (error: Error) => void;
}

export interface Database {
  readonly db: Db;
  readonly pool: Pool;
  close(): Promise<void>;
}

/** A pool on `url`. Connects at the first query, not before. */
export function createDb(url: string, options: DatabaseOptions = {}): Database {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: options.statementTimeoutMs ?? 5_000,
    lock_timeout: options.lockTimeoutMs ?? 2_000,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 10_000,
    application_name: options.applicationName ?? "winnow",
  });
  survivesBrokenConnections(pool, options.onConnectionError);
  return { db: drizzle(pool), pool, close: () => pool.end() };
}

/**
 * A PostgreSQL crash raises 'error' on the pool for idle connections and on the client for checked-out
 * ones; without a listener on both, Node ends the process. The query in flight rejects by itself.
 */
function survivesBrokenConnections(pool: Pool, onError: (error: Error) => void = () => {}): void {
  pool.on("error", onError);
  pool.on("connect", (client: PoolClient) => {
    client.on("error", onError);
  });
}
