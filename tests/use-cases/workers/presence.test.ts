import { eq, like, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { workers } from "@/db/schema/projects";
import { enqueue } from "@/lib/jobs/enqueue";
import { beat, followIn, leave, setActivity, sweepDeadWorkers } from "@/workers/presence";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();

/** Makes a job that `lockName` took `secondsAgo`. */
async function lockJob(projectId: string, lockName: string, secondsAgo: number): Promise<void> {
  await enqueue(db, "encode", { projectId });
  await db.execute(sql`
    update graphile_worker._private_jobs
    set locked_by = ${lockName}, locked_at = now() - ${`${secondsAgo} seconds`}::interval
    where key = ${`encode:${projectId}`}`);
}

async function holderOf(projectId: string): Promise<string | null> {
  const found = await db.execute<{ locked_by: string | null }>(sql`
    select locked_by from graphile_worker._private_jobs where key = ${`encode:${projectId}`}`);
  return found.rows[0]!.locked_by;
}

function silentFor(workerId: string, seconds: number) {
  return db
    .update(workers)
    .set({ heartbeatAt: sql`now() - ${`${seconds} seconds`}::interval` })
    .where(eq(workers.id, workerId));
}

test("a sweep frees the jobs of workers silent for twenty seconds and of none that lives", async () => {
  const [dead, living, unknown] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  await beat(db, "dead", ["dead-lane"]);
  await beat(db, "living", ["living-lane"]);
  await lockJob(dead, "dead-lane", 60);
  await lockJob(living, "living-lane", 60);
  await lockJob(unknown, "starting-lane", 5);
  await silentFor("dead", 19);
  expect(await sweepDeadWorkers(db)).toEqual([]);
  expect(await holderOf(dead)).toBe("dead-lane");
  await silentFor("dead", 21);
  expect(await sweepDeadWorkers(db)).toEqual(["dead"]);
  expect(await holderOf(dead)).toBeNull();
  expect(await holderOf(living)).toBe("living-lane");
  expect(await holderOf(unknown)).toBe("starting-lane");
});

test("a worker that follows a dead one frees what that one held at once, and nobody else's", async () => {
  const [held, other] = [crypto.randomUUID(), crypto.randomUUID()];
  const [line, otherLine] = [crypto.randomUUID(), crypto.randomUUID()];
  await beat(db, `host-1-${line}`, ["dead-lane-a"]);
  await beat(db, `host-2-${otherLine}`, ["living-lane-b"]);
  await lockJob(held, "dead-lane-a", 0);
  await lockJob(other, "living-lane-b", 0);
  await followIn(db, line);
  expect(await holderOf(held)).toBeNull();
  expect(await holderOf(other)).toBe("living-lane-b");
  const left = await db.select({ id: workers.id }).from(workers).where(like(workers.id, "host-%"));
  expect(left).toEqual([{ id: `host-2-${otherLine}` }]);
});

test("a worker follows in no line that is not named whole, since the end of its name ends others', too", async () => {
  const held = crypto.randomUUID();
  const line = crypto.randomUUID();
  await beat(db, `host-3-${line}`, ["living-lane-c"]);
  await lockJob(held, "living-lane-c", 0);
  for (const part of ["", line.slice(-1), line.slice(-12)]) {
    await expect(followIn(db, part)).rejects.toMatchObject({ code: "worker_line_unknown" });
  }
  expect(await holderOf(held)).toBe("living-lane-c");
});

test("a worker that leaves hands its jobs back at once", async () => {
  const projectId = crypto.randomUUID();
  await beat(db, "leaving", ["leaving-lane"]);
  await lockJob(projectId, "leaving-lane", 0);
  await leave(db, "leaving");
  expect(await holderOf(projectId)).toBeNull();
});

test("a worker may be told to work on a project that is gone", async () => {
  await beat(db, "purging", []);
  await setActivity(db, "purging", { kind: "purge", projectId: crypto.randomUUID() });
  const [worker] = await db.select().from(workers).where(eq(workers.id, "purging"));
  expect(worker).toMatchObject({ activity: "purge", projectId: null });
});
