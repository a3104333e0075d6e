import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import {
  annotations,
  classCandidates,
  leases,
  queueEntries,
  queues,
  sampleTruths,
} from "@/db/schema/labeling";
import { memberships, projects } from "@/db/schema/projects";
import type { AnnotationRequest, Screen } from "@/lib/contracts/labeling";
import type { ProjectRole } from "@/lib/contracts/projects";
import { newId } from "@/lib/ids";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { type TakeLeasesInput, takeLeases } from "@/lib/labeling/take-leases";
import { arrangeProject } from "../../setup/arrange-project";

export interface ArrangedBench {
  readonly projectId: string;
  readonly annotatorId: string;
  /** Class ids in the order of their keys. */
  readonly classIds: readonly string[];
  /** Sample ids in the order of their rows. */
  readonly sampleIds: readonly number[];
}

export async function arrangeUser(db: Db, serverRole: "owner" | "member" = "member"): Promise<string> {
  const id = randomUUID();
  await db.insert(users).values({ id, name: "Ada", email: `${id}@example.org`, serverRole });
  return id;
}

export async function arrangeMember(db: Db, projectId: string, role: ProjectRole): Promise<string> {
  const userId = await arrangeUser(db);
  await db.insert(memberships).values({ projectId, userId, role });
  return userId;
}

interface BenchOptions {
  readonly samples?: number;
  /** How many of them are in the queue, in row order; all by default. */
  readonly queued?: number;
  readonly classes?: string[];
  readonly truths?: boolean;
  /** Columns of the project that are not as `arrangeProject` leaves them. */
  readonly project?: Partial<typeof projects.$inferInsert>;
}

/** A text project with an annotator, three classes, ten samples and a queue. */
export async function arrangeBench(db: Db, options: BenchOptions = {}): Promise<ArrangedBench> {
  const count = options.samples ?? 10;
  const texts = Array.from({ length: count }, (_, row) => `Sample ${row}`);
  const classNames = options.classes ?? ["World", "Sports", "Business"];
  const project = await arrangeProject(db, texts, { classNames, holdoutShare: 0 });
  const { projectId, sampleIds, labelClassIds: classIds } = project;
  if (options.project) await db.update(projects).set(options.project).where(eq(projects.id, projectId));
  const annotatorId = await arrangeMember(db, projectId, "annotator");
  if (options.truths) {
    const truthOf = (row: number) => classIds[row % classIds.length]!;
    await db
      .insert(sampleTruths)
      .values(sampleIds.map((sampleId, row) => ({ sampleId, labelClassId: truthOf(row) })));
  }
  await publish(db, projectId, sampleIds.slice(0, options.queued ?? count));
  return { projectId, annotatorId, classIds, sampleIds };
}

/** Publishes the next queue generation with these samples in this order; returns its number. */
export async function publish(
  db: Db,
  projectId: string,
  sampleIds: readonly number[],
  entry: Partial<typeof queueEntries.$inferInsert> = {},
): Promise<number> {
  return db.transaction(async (tx) => {
    const [live] = await tx.select().from(queues).where(eq(queues.projectId, projectId));
    const generation = (live?.generation ?? 0) + 1;
    if (sampleIds.length > 0) {
      await tx.insert(queueEntries).values(
        sampleIds.map((sampleId, rank) => ({
          projectId,
          generation,
          rank,
          sampleId,
          slot: "explore" as const,
          strategy: "random",
          score: 0.5,
          propensity: 0.25,
          ...entry,
        })),
      );
    }
    const publishedAt = sql`now()`;
    await tx
      .insert(queues)
      .values({ projectId, generation, publishedAt })
      .onConflictDoUpdate({ target: queues.projectId, set: { generation, publishedAt } });
    return generation;
  });
}

/** Samples that the model believes to be of the class, the surest first; returns the model's id. */
export async function arrangeCandidates(
  db: Db,
  project: ArrangedBench,
  position: number,
  sampleIds: readonly number[],
): Promise<string> {
  const modelVersionId = newId();
  await db.insert(classCandidates).values(
    sampleIds.map((sampleId, rank) => ({
      projectId: project.projectId,
      labelClassId: project.classIds[position]!,
      rank,
      sampleId,
      probability: 0.9 - rank / 100,
      modelVersionId,
      generation: 1,
    })),
  );
  return modelVersionId;
}

interface RecordOptions {
  readonly id?: string;
  readonly as?: string;
  readonly source?: "annotator" | "oracle";
}

/** Records what the project's annotator, or somebody else, did. */
export function record(
  db: Db,
  project: ArrangedBench,
  input: AnnotationRequest,
  { id = randomUUID(), as = project.annotatorId, source = "annotator" }: RecordOptions = {},
) {
  return recordAnnotation(db, { id, projectId: project.projectId, annotatorId: as, source, input });
}

interface TakeOptions extends Partial<Pick<TakeLeasesInput, "holding" | "labelClassId">> {
  readonly as?: string;
  /** Shares of what is asked for are rounded down unless it says otherwise. */
  readonly random?: () => number;
}

/** Leases samples to the project's annotator, or to somebody else. */
export function take(db: Db, project: ArrangedBench, count: number, options: TakeOptions = {}) {
  const { as = project.annotatorId, holding = [], labelClassId, random = () => 0 } = options;
  const input = { projectId: project.projectId, annotatorId: as, count, holding, labelClassId };
  return takeLeases(db, input, random);
}

/** The ids of samples that were handed out. */
export async function idsOf(taken: ReturnType<typeof take>): Promise<number[]> {
  return (await taken).samples.map(({ sampleId }) => sampleId);
}

/** The project's annotations in order. */
export function storedAnnotations(db: Db, { projectId }: ArrangedBench) {
  return db
    .select()
    .from(annotations)
    .where(eq(annotations.projectId, projectId))
    .orderBy(annotations.sequence);
}

export function leasesOf(db: Db, { projectId }: ArrangedBench) {
  return db.select().from(leases).where(eq(leases.projectId, projectId));
}

/** Lets the leases of these samples, or all, run out. */
export async function expireLeases(db: Db, sampleIds?: readonly number[]): Promise<void> {
  const which = sampleIds ? sql`where sample_id = any(${sql.param(sampleIds)}::bigint[])` : sql``;
  await db.execute(sql`update leases set expires_at = now() - interval '1 second' ${which}`);
}

/** The round jobs of a project that wait in the job queue. */
export async function waitingRounds(db: Db, projectId: string): Promise<{ cause: string; isDue: boolean }[]> {
  const found = await db.execute<{ cause: string; is_due: boolean }>(sql`
    select payload ->> 'cause' as cause, run_at <= now() as is_due
    from graphile_worker._private_jobs where key = ${`round:${projectId}`}`);
  return found.rows.map(({ cause, is_due }) => ({ cause, isDue: is_due }));
}

/** Stores that somebody says a row is of the class at this place. */
export function saying(db: Db) {
  return (project: ArrangedBench, row: number, place: number, as: string, screen?: Screen) => {
    const facts = { sampleId: project.sampleIds[row]!, seconds: 1, ...(screen && { screen }) };
    return record(
      db,
      project,
      { action: "label", labelClassId: project.classIds[place]!, ...facts },
      { as, id: randomUUID() },
    );
  };
}
