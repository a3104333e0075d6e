import { asc, desc, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Db } from "@/db/client";
import { queueEntries, queues } from "@/db/schema/labeling";
import { encodings } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import type { WorkerContext } from "@/workers/context";
import { handleEncode } from "@/workers/handle-encode";
import { handleGraph } from "@/workers/handle-graph";
import { handleRound } from "@/workers/handle-round";
import type { ModelThread } from "@/workers/model-thread-client";
import type { ThreadRequest } from "@/workers/model-thread-protocol";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";

const { next: random } = createRandom(1);

const topics = [
  "the team won the match after a late goal by the striker in the league",
  "the bank raised its interest rate as inflation hit the market and shares fell",
];

/** Row parity is the class. */
export function textsOf(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, i) => {
    const row = from + i;
    const words = topics[row % 2]!.split(" ");
    const turned = [...words.slice(row % words.length), ...words.slice(0, row % words.length)];
    return `${turned.slice(0, 8 + (row % 5)).join(" ")} ${row}`;
  });
}

/** What tests of encodings do with projects of such texts. */
export function encodingHelpers(db: Db, worker: WorkerContext) {
  async function arrangeEncoded(rows = 100): Promise<ArrangedProject> {
    const project = await arrangeProject(db, textsOf(0, rows), { classNames: ["sport", "money"] });
    await handleEncode(worker, project);
    await handleGraph(worker, project);
    await runRound(project);
    return project;
  }

  const runRound = ({ projectId }: ArrangedProject) => handleRound(worker, { projectId, cause: "requested" });

  /** The worker, with something happening before each request to its threads. */
  function interrupted(happens: (kind: ThreadRequest["kind"]) => Promise<void>): WorkerContext {
    // In this process every thread is the same.
    const thread = worker.threads.encode;
    const call: ModelThread["call"] = async (request, onProgress) => {
      await happens(request.kind);
      return thread.call(request, onProgress);
    };
    const watched = { ...thread, call };
    const kinds = Object.keys(worker.threads) as (keyof WorkerContext["threads"])[];
    const threads = Object.fromEntries(kinds.map((kind) => [kind, watched])) as WorkerContext["threads"];
    return { ...worker, threads };
  }

  /** Newest first. */
  function encodingsOf({ projectId }: ArrangedProject) {
    return db
      .select()
      .from(encodings)
      .where(eq(encodings.projectId, projectId))
      .orderBy(desc(encodings.startedAt));
  }

  async function labelNext(project: ArrangedProject, count: number): Promise<void> {
    const { projectId, userId: annotatorId } = project;
    const { samples } = await takeLeases(db, { projectId, annotatorId, count, holding: [] }, random);
    expect(samples).toHaveLength(count);
    for (const { sampleId } of samples) {
      const labelClassId = project.labelClassIds[project.sampleIds.indexOf(sampleId) % 2]!;
      const input = { action: "label" as const, sampleId, labelClassId, seconds: 1 };
      await recordAnnotation(db, { id: newId(), projectId, annotatorId, source: "annotator", input });
    }
  }

  async function liveQueue({ projectId }: ArrangedProject): Promise<number[]> {
    const entries = await db
      .select({ sampleId: queueEntries.sampleId })
      .from(queueEntries)
      .innerJoin(
        queues,
        sql`${queues.projectId} = ${queueEntries.projectId} and ${queues.generation} = ${queueEntries.generation}`,
      )
      .where(eq(queueEntries.projectId, projectId))
      .orderBy(asc(queueEntries.rank));
    return entries.map(({ sampleId }) => sampleId);
  }

  async function jobsOf({ projectId }: ArrangedProject): Promise<string[]> {
    const { rows } = await db.execute<{ kind: string }>(
      sql`select task_identifier as kind from graphile_worker.jobs where queue_name like ${`%:${projectId}`}`,
    );
    return rows.map(({ kind }) => kind);
  }

  async function labelsOf({ projectId }: ArrangedProject) {
    const found = await db.execute<{ sample_id: number; label_class_id: string; slot: string }>(
      sql`select sample_id, label_class_id, slot from current_annotations where project_id = ${projectId} order by 1`,
    );
    return found.rows;
  }

  return { arrangeEncoded, encodingsOf, interrupted, jobsOf, labelNext, labelsOf, liveQueue, runRound };
}
