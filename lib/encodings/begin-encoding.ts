import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { encodings, projects } from "@/db/schema/projects";
import { projectNotFound } from "@/lib/access/authorize";
import { type EncoderChoice, NO_COMPARISON } from "@/lib/learning/encoders/choose-encoder";
import { encoders } from "@/lib/learning/encoders/registry";
import { type Encoding, newestEncoding, newestFinished } from "./newest-encoding";

/** A pool that has grown by this share since its encoder was fitted may hold what that encoder never saw. */
const refitGrowth = 0.2;

type Project = typeof projects.$inferSelect;

export interface BegunEncoding {
  readonly id: string;
  readonly projectId: string;
  readonly modality: Project["modality"];
  readonly encoder: string;
  readonly rowCount: number;
  readonly seed: number;
  /** The encoding to append the new rows to; null: the encoder is to be fitted. */
  readonly appendTo: Encoding | null;
}

/**
 * Opens an encoding of the whole pool, by the encoder of the one before, or returns null when the pool is empty, gone, or
 * covered already. Throws for a deleted project, so that the job is tried again, put off, and goes on when that is back.
 */
export async function beginEncoding(
  db: Db,
  input: { id: string; projectId: string },
): Promise<BegunEncoding | null> {
  return db.transaction(async (tx) => {
    const [project] = await tx.select().from(projects).where(eq(projects.id, input.projectId));
    if (!project) return null;
    if (project.deletedAt !== null) throw projectNotFound();
    const rowCount = await tx.$count(samples, eq(samples.projectId, project.id));
    const finished = await newestFinished(tx, project.id);
    if (rowCount === 0 || finished?.rowCount === rowCount) return null;

    const newest = await newestEncoding(tx, project.id);
    const appendTo = canAppend(project, newest, finished, rowCount) ? finished : null;
    const encoder = currentEncoder(project, finished);
    await open(tx, {
      ...input,
      encoder,
      rowCount,
      fittedRows: appendTo?.fittedRows ?? rowCount,
      ...whyCurrent(finished),
      comparedAtLabels: finished?.comparedAtLabels ?? 0,
    });
    return { ...input, modality: project.modality, encoder, rowCount, seed: project.seed, appendTo };
  });
}

/** Opens an encoding of the rows of `current`, by an encoder that was fitted on them and proved better. */
export async function beginChange(
  db: Db,
  id: string,
  project: Project,
  current: Encoding,
  choice: EncoderChoice & { readonly comparedAtLabels: number },
): Promise<BegunEncoding> {
  const { id: projectId, modality, seed } = project;
  const { id: encoder, reason: chosenBecause, evidence: chosenBy, comparedAtLabels } = choice;
  const { rowCount } = current;
  await db.transaction((tx) =>
    open(tx, {
      ...{ id, projectId, encoder, rowCount, fittedRows: rowCount },
      ...{ chosenBecause, chosenBy, comparedAtLabels },
    }),
  );
  return { id, projectId, modality, encoder, rowCount, seed, appendTo: null };
}

/** One that a dead worker left running is closed as failed, so that its late result is refused. */
async function open(tx: Db, encoding: Omit<typeof encodings.$inferInsert, "state">): Promise<void> {
  await tx
    .update(encodings)
    .set({
      state: "failed",
      error: "The worker that ran it stopped; another one started over.",
      finishedAt: sql`now()`,
    })
    .where(and(eq(encodings.projectId, encoding.projectId), eq(encodings.state, "running")));
  await tx.insert(encodings).values({ ...encoding, state: "running" });
}

/**
 * Where rows could not be appended, as when an older release wrote the encoder, a fit is tried instead. A pinned model
 * reads embeddings of its own encoder only, so that one stays however much the pool grows.
 */
function canAppend(
  { pinnedModelVersionId }: Project,
  newest: Encoding | null,
  finished: Encoding | null,
  rowCount: number,
): boolean {
  if (!finished || rowCount < finished.rowCount) return false;
  const hasFailed = newest?.state === "failed" && newest.fittedRows < newest.rowCount;
  const growth = rowCount - finished.fittedRows;
  return !hasFailed && (pinnedModelVersionId !== null || growth < refitGrowth * finished.fittedRows);
}

/** The one in use; the first of the kind while there is none, or where a release has done away with it. */
function currentEncoder({ modality }: Project, finished: Encoding | null): string {
  const known: readonly { readonly id: string }[] = encoders[modality];
  return (known.find(({ id }) => id === finished?.encoder) ?? known[0]!).id;
}

/** The reason for the encoder in use goes on to hold. */
function whyCurrent(finished: Encoding | null): Pick<Encoding, "chosenBecause" | "chosenBy"> {
  if (finished?.chosenBecause) return { chosenBecause: finished.chosenBecause, chosenBy: finished.chosenBy };
  return { chosenBecause: NO_COMPARISON.reason, chosenBy: NO_COMPARISON.evidence };
}
