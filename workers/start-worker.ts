import { EventEmitter, once } from "node:events";
import { Logger, type Runner, run, type WorkerEvents, type WorkerPool } from "graphile-worker";
import type { Pool } from "pg";
import { requestMissingLayouts } from "@/lib/encodings/layout-progress";
import { messageOf } from "@/lib/errors";
import { requestMissingWords } from "@/lib/finding/request-missing-words";
import { holdIfDeleted } from "@/lib/jobs/held-jobs";
import { forgetFailure, type JobOfProject, keepFailure } from "@/lib/jobs/job-failures";
import { type JobKind, type JobPayload, jobs } from "@/lib/jobs/jobs";
import { guardBudgets } from "@/lib/labeling/budget";
import { foldWork } from "@/lib/labeling/fold-work";
import type { Log } from "@/lib/log";
import { requestPurges } from "@/lib/projects/request-purges";
import { requestMissedRounds } from "@/lib/rounds/request-missed-rounds";
import { closeGivenUp } from "./close-given-up";
import type { WorkerContext } from "./context";
import { type Attempt, handlers } from "./handlers";
import { beat, heartbeatMs, leave, setActivity, sweepDeadWorkers } from "./presence";

/** How long a stopping worker lets its jobs run on before it hands them back. */
const drainMs = 6_000;

/**
 * How often a lane looks for work by itself: for jobs whose time has come, and for those that it overlooked when they
 * were announced, because another lane had locked the job queues for a moment. A queue of samples waits for rounds.
 */
const pollMs: { readonly [Kind in JobKind]: number } = {
  import: 500,
  words: 500,
  encode: 500,
  compare: 500,
  graph: 500,
  layout: 500,
  round: 50,
  outlook: 500,
  random: 500,
  simulate: 500,
  purge: 5_000,
};

export interface RunningWorker {
  stop(): Promise<void>;
}

/**
 * One runner for each kind of job, so that a long import or encoding never delays a round. Announces the
 * worker, keeps its heartbeat, and takes over what dead workers left.
 */
export async function startWorker(context: WorkerContext, pool: Pool): Promise<RunningWorker> {
  const { db, log, workerId } = context;
  const kinds = Object.keys(jobs) as JobKind[];
  const lanes = await Promise.all(kinds.map((kind) => startLane(context, pool, kind)));
  const lockNames = lanes.map((lane) => lane.lockName);
  await beat(db, workerId, lockNames);
  const pulse = async () => {
    await beat(db, workerId, lockNames);
    const dead = await sweepDeadWorkers(db);
    if (dead.length > 0) log.warn({ dead }, "took over the jobs of dead workers");
    await foldWork(db);
    await guardBudgets(db, null);
    const missed = await requestMissedRounds(db);
    if (missed > 0) log.warn({ missed }, "asked for rounds that nobody had asked for");
    const unindexed = await requestMissingWords(db);
    if (unindexed > 0) log.info({ unindexed }, "asked for the words of pools that are not indexed");
    const unplaced = await requestMissingLayouts(db);
    if (unplaced > 0) log.info({ unplaced }, "asked for the maps of pools that have none");
    const over = await requestPurges(db, new Date());
    if (over > 0) log.info({ over }, "asked for deleted projects to be removed for good");
    const closed = await closeGivenUp(db);
    if (closed > 0) log.error({ closed }, "gave up jobs that never came to their end");
  };
  const pulses = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const begun = pulse()
      .catch((error: unknown) => log.warn({ error }, "heartbeat failed"))
      .finally(() => pulses.delete(begun));
    pulses.add(begun);
  }, heartbeatMs);

  return {
    async stop() {
      clearInterval(timer);
      const ends = [...pulses, ...lanes.map(({ runner }) => runner.stop())];
      await Promise.race([Promise.allSettled(ends), waitFor(drainMs)]);
      await leave(db, workerId);
    },
  };
}

interface Lane {
  readonly runner: Runner;
  /** The name under which the job queue locks this lane's job. */
  readonly lockName: string;
}

async function startLane(context: WorkerContext, pgPool: Pool, kind: JobKind): Promise<Lane> {
  const events: WorkerEvents = new EventEmitter();
  const created = once(events, "pool:create");
  const runner = await run({
    pgPool,
    events,
    concurrency: 1,
    pollInterval: pollMs[kind],
    noHandleSignals: true,
    parsedCronItems: [],
    logger: quietLogger(context.log),
    taskList: {
      [kind]: (payload, { job }) =>
        runJob(context, kind, payload, { isLast: job.attempts >= job.max_attempts }),
    },
  });
  const [{ workerPool }] = (await created) as [{ workerPool: WorkerPool }];
  return { runner, lockName: workerPool.id };
}

async function runJob<Kind extends JobKind>(
  context: WorkerContext,
  kind: Kind,
  given: unknown,
  attempt: Attempt,
) {
  const { db, log } = context;
  const payload = jobs[kind].payload.parse(given) as JobPayload<Kind>;
  if (await holdIfDeleted(db, kind, payload)) return;
  const activity: JobOfProject = { kind, projectId: payload.projectId };
  underWay.add(activity);
  await tellActivity(context);
  try {
    await handlers[kind](context, payload, attempt);
  } catch (error) {
    log.error({ error, ...activity }, `job failed: ${messageOf(error)}`);
    await noteEnd(context, keepFailure(db, activity, error));
    throw error;
  } finally {
    underWay.delete(activity);
    await tellActivity(context);
  }
  await noteEnd(context, forgetFailure(db, activity));
}

/** That an end cannot be noted changes nothing about it: the job has failed for its own reason, or is done. */
async function noteEnd({ log }: WorkerContext, noting: Promise<void>): Promise<void> {
  await noting.catch((error: unknown) => log.warn({ error }, "how a job ended could not be noted"));
}

/** What the lanes of this worker do, in the order in which it was begun. */
const underWay = new Set<JobOfProject>();

/** Lanes work side by side; the panel is told what was begun last of what is still under way. */
async function tellActivity({ db, workerId }: WorkerContext): Promise<void> {
  await setActivity(db, workerId, [...underWay].at(-1) ?? null);
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
