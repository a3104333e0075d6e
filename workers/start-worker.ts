import { Logger, type Runner, type RunnerOptions, run } from "graphile-worker";
import type { Pool } from "pg";
import { messageOf } from "@/lib/errors";
import { type JobKind, type JobPayload, jobs } from "@/lib/jobs/jobs";
import type { Log } from "@/lib/log";
import type { WorkerContext } from "./context";
import { activityOf, handlers } from "./handlers";
import { beat, heartbeatMs, laneId, leave, setActivity, sweepDeadWorkers } from "./presence";

/** How long a stopping worker lets its jobs run on before it hands them back. */
const drainMs = 6_000;

export interface RunningWorker {
  stop(): Promise<void>;
}

/**
 * One runner for each kind of job, so that a long import or encoding never delays a round. Announces the
 * worker, keeps its heartbeat, and takes over what dead workers left.
 */
export async function startWorker(context: WorkerContext, pool: Pool): Promise<RunningWorker> {
  const { db, log, workerId } = context;
  await beat(db, workerId);
  const kinds = Object.keys(jobs) as JobKind[];
  const runners = await Promise.all(kinds.map((kind) => startLane(context, pool, kind)));
  const pulse = async () => {
    await beat(db, workerId);
    const dead = await sweepDeadWorkers(db);
    if (dead.length > 0) log.warn({ dead }, "took over the jobs of dead workers");
  };
  const timer = setInterval(() => {
    pulse().catch((error: unknown) => log.warn({ error }, "heartbeat failed"));
  }, heartbeatMs);

  return {
    async stop() {
      clearInterval(timer);
      await Promise.race([Promise.allSettled(runners.map((runner) => runner.stop())), waitFor(drainMs)]);
      await leave(db, workerId);
    },
  };
}

function startLane(context: WorkerContext, pgPool: Pool, kind: JobKind): Promise<Runner> {
  // graphile-worker honours `workerId` here at concurrency 1, but leaves it out of the type.
  const options: RunnerOptions & { workerId: string } = {
    pgPool,
    concurrency: 1,
    pollInterval: 500,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: quietLogger(context.log),
    workerId: laneId(context.workerId, kind),
    taskList: { [kind]: (payload) => runJob(context, kind, payload) },
  };
  return run(options);
}

async function runJob<Kind extends JobKind>(context: WorkerContext, kind: Kind, given: unknown) {
  const { db, log, workerId } = context;
  const payload = jobs[kind].payload.parse(given) as JobPayload<Kind>;
  await setActivity(db, workerId, { doing: activityOf[kind], projectId: payload.projectId });
  try {
    await handlers[kind](context, payload);
  } catch (error) {
    log.error({ error, kind, projectId: payload.projectId }, `job failed: ${messageOf(error)}`);
    throw error;
  } finally {
    await setActivity(db, workerId, null);
  }
}

/** The job queue's own words, at our levels; its chatter about every job stays out. */
function quietLogger(log: Log): Logger {
  return new Logger(() => (level, message) => {
    if (level === "error") log.error(message);
    else if (level === "warning") log.warn(message);
  });
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
