import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";

const attemptsPerWindow = 10;
const windowMilliseconds = 60_000;

/** Counts an attempt at this account; false when there were too many within the minute. */
export async function countSignInAttempt(db: Db, email: string): Promise<boolean> {
  const key = `account:${createHash("sha256").update(email.trim().toLowerCase()).digest("hex")}`;
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
  return (result.rows[0]?.count ?? 0) <= attemptsPerWindow;
}
