import { sql } from "drizzle-orm";
import type { Panel } from "@/lib/contracts/panel";
import type { Db } from "../client";

/** A worker without a heartbeat for this long is taken for dead. */
export const deadAfterSeconds = 20;

const freshHeartbeat = sql`heartbeat_at > now() - ${`${deadAfterSeconds} seconds`}::interval`;

/** What the workers do for this project, how old its queue is, and how its last round went. */
export async function readActivity(
  db: Db,
  projectId: string,
): Promise<Pick<Panel, "queue" | "worker" | "lastRound">> {
  const [queue, worker, encoding, lastError, lastRound] = await Promise.all([
    readQueue(db, projectId),
    readWorker(db, projectId),
    readEncoding(db, projectId),
    readLastError(db, projectId),
    readLastRound(db, projectId),
  ]);
  return { queue, worker: { ...worker, encoding, lastError }, lastRound };
}

async function readQueue(db: Db, projectId: string): Promise<Panel["queue"]> {
  const result = await db.execute<{ generation: number; published_at: string; age: number }>(sql`
    select generation, published_at, greatest(0, extract(epoch from now() - published_at))::float8 as age
    from queues where project_id = ${projectId}`);
  const row = result.rows[0];
  if (!row) return null;
  return { generation: row.generation, publishedAt: iso(row.published_at), ageSeconds: row.age };
}

async function readWorker(
  db: Db,
  projectId: string,
): Promise<Pick<Panel["worker"], "alive" | "lastSeenAt" | "activity" | "activitySince">> {
  const result = await db.execute<WorkerRow>(sql`
    select alive, last_seen, activity, activity_since as since
    from (
      select count(*) filter (where ${freshHeartbeat})::int as alive, max(heartbeat_at) as last_seen
      from workers) counted
    left join lateral (
      select activity, activity_since from workers
      where (alive = 0 or ${freshHeartbeat}) and project_id = ${projectId} and activity is not null
      order by activity_since desc limit 1) busy on true`);
  const { alive, last_seen, activity, since } = result.rows[0]!;
  return {
    alive,
    lastSeenAt: alive === 0 && last_seen ? iso(last_seen) : null,
    activity,
    activitySince: since ? iso(since) : null,
  };
}

type WorkerRow = {
  alive: number;
  last_seen: string | null;
  activity: string | null;
  since: string | null;
};

/** How far a running encoding is; once it is done, that its neighbour graph is being built, of which no share is known. */
async function readEncoding(db: Db, projectId: string): Promise<Panel["worker"]["encoding"]> {
  const result = await db.execute<{ progress: number | null; doing: string }>(sql`
    select progress, doing
    from (
      select state, case when state = 'running' then progress end as progress, doing
      from encodings where project_id = ${projectId}
      order by started_at desc limit 1) newest
    where state = 'running' or (state = 'done' and doing <> '')`);
  return result.rows[0] ?? null;
}

type ErrorRow = { kind: string; message: string | null; at: string; is_over: boolean };

/**
 * Rounds and encodings keep their errors, also where the worker died; any newer one that succeeds ends them. Of other jobs
 * the queue keeps the last error, until they succeed or are asked for again. Imports and simulations tell of theirs themselves.
 */
async function readLastError(db: Db, projectId: string): Promise<Panel["worker"]["lastError"]> {
  const result = await db.execute<ErrorRow>(sql`
    with failed as (
      (select 'round' as kind, error as message, finished_at as at from rounds
        where project_id = ${projectId} and state in ('failed', 'abandoned')
        order by number desc limit 1)
      union all
      (select 'encode', error, finished_at from encodings
        where project_id = ${projectId} and state = 'failed'
        order by started_at desc limit 1)),
    succeeded as (
      (select finished_at as at from rounds
        where project_id = ${projectId} and state = 'published'
        order by number desc limit 1)
      union all
      (select finished_at from encodings
        where project_id = ${projectId} and state = 'done'
        order by started_at desc limit 1))
    select kind, message, at, coalesce(at < (select max(at) from succeeded), false) as is_over from failed
    union all
    select task_identifier, last_error, updated_at, false from graphile_worker.jobs
    where last_error is not null and task_identifier = any(${sql.param(quietKinds)}::text[])
      and key = task_identifier || ':' || ${projectId}::text
    order by at desc nulls last limit 1`);
  const row = result.rows[0];
  if (!row) return null;
  const message = row.message ?? "It failed without saying why.";
  return { kind: row.kind, message, at: iso(row.at), isOver: row.is_over };
}

/** Jobs of a project whose failure is kept nowhere else. */
const quietKinds = ["words", "compare", "graph", "layout", "outlook", "random"];

type RoundRow = {
  number: number;
  cause: string;
  finished_at: string;
  seconds: number;
  freshness: number | null;
};

async function readLastRound(db: Db, projectId: string): Promise<Panel["lastRound"]> {
  const result = await db.execute<RoundRow>(sql`
    select number, cause, finished_at,
      extract(epoch from finished_at - started_at)::float8 as seconds,
      extract(epoch from finished_at - caused_at)::float8 as freshness
    from rounds
    where project_id = ${projectId} and state = 'published' and finished_at is not null
    order by number desc limit 1`);
  const row = result.rows[0];
  if (!row) return null;
  return {
    number: row.number,
    cause: row.cause,
    finishedAt: iso(row.finished_at),
    seconds: row.seconds,
    freshnessSeconds: row.freshness,
  };
}

/** Raw statements give instants as PostgreSQL writes them. */
function iso(instant: string | Date): string {
  return new Date(instant).toISOString();
}
