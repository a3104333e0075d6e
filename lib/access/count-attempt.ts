import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

const windowMilliseconds = 60_000;

export interface Attempt {
  /** What is attempted: `account`. */
  readonly kind: string;
  /** What it aims at; only its hash is stored. */
  readonly at: string;
  readonly perMinute: number;
}

/** Counts an attempt, in the database, so that every web process counts the same; false when there were too many. */
export async function countAttempt(db: Db, { kind, at, perMinute }: Attempt): Promise<boolean> {
  const key = `${kind}:${createHash("sha256").update(at).digest("hex")}`;
  const result = await db.execute<{ count: number }>(sql`
    with clock as (select (extract(epoch from now()) * 1000)::bigint as now)
    insert into rate_limits as r (id, key, count, last_request)
    select ${key}, ${key}, 1, now from clock
    on conflict (key) do update set
      count = case when r.last_request <= excluded.last_request - ${windowMilliseconds}::bigint then 1 else r.count + 1 end,
      last_request = case
        when r.last_request <= excluded.last_request - ${windowMilliseconds}::bigint then excluded.last_request
        else r.last_request end
    returning count`);
  return (result.rows[0]?.count ?? 0) <= perMinute;
}
