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

type ErrorRow = {
  kind: string;
  message: string | null;
  at: string;
  is_over: boolean;
  is_tried_again: boolean;
};

/** Older releases did not note when an encoding ended that a worker had left. */
const endOfEncoding = sql`coalesce(finished_at, started_at)`;

/**
 * Rounds and encodings keep their errors, also where the worker died; a newer one that succeeded ends them. Of other jobs
 * the last failure is kept until they succeed. A job that is done leaves the queue, so that what failed there is over,
 * and one that was given up stays. A comparison may have begun an encoding, and come to its end without another one. What is
 * not over comes first. Imports and simulations tell of theirs themselves.
 */
async function readLastError(db: Db, projectId: string): Promise<Panel["worker"]["lastError"]> {
  const result = await db.execute<ErrorRow>(sql`
    with waiting as (
      select task_identifier as kind, attempts < max_attempts or locked_at is not null as is_tried_again
      from graphile_worker.jobs
      where key = task_identifier || ':' || ${projectId}::text),
    failed as (
      (select 'round' as kind, error as message, finished_at as at, exists (
          select from rounds newer
          where newer.project_id = r.project_id and newer.number > r.number and newer.state = 'published') as is_over
        from rounds r where project_id = ${projectId} and state in ('failed', 'abandoned')
        order by number desc limit 1)
      union all
      (select 'encode', error, ${endOfEncoding}, exists (
          select from encodings newer
          where newer.project_id = e.project_id and newer.started_at > e.started_at and newer.state = 'done')
          or not exists (select from waiting where kind in ('encode', 'compare'))
        from encodings e where project_id = ${projectId} and state = 'failed'
        order by started_at desc limit 1)
      union all
      select kind, message, failed_at, false from job_failures
      where project_id = ${projectId} and kind in (select kind from waiting))
    select kind, message, at, is_over, not is_over and exists (
        select from waiting
        where is_tried_again and (waiting.kind = failed.kind or (failed.kind = 'encode' and waiting.kind = 'compare'))
      ) as is_tried_again
    from failed order by is_over, at desc limit 1`);
  const row = result.rows[0];
  if (!row) return null;
  const { kind, is_over: isOver, is_tried_again: isTriedAgain } = row;
  const message = row.message ?? "It failed without saying why.";
  return { kind, message, at: iso(row.at), isOver, isTriedAgain };
}

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
