import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { readLeasedSamples } from "@/db/queries/leased-samples";
import { annotations } from "@/db/schema/labeling";
import type { AnnotationInput, RecordedAnnotation } from "../contracts/labeling";
import { ConflictError } from "../errors";
import { notify } from "../jobs/notify";
import { requestRoundAfterLabel } from "../rounds/request-round-after-label";
import { requireSample, requireUsableClass } from "./check-decision";
import { provenanceOfDecision } from "./provenance-of-decision";
import { readUndoTarget, returnSample } from "./undo";

export interface RecordAnnotationInput {
  /** Made by the client: a repeated request finds its own answer. */
  readonly id: string;
  readonly projectId: string;
  readonly annotatorId: string;
  readonly source: "annotator" | "oracle";
  readonly input: AnnotationInput;
}

type Stored = typeof annotations.$inferSelect;

/**
 * Stores a label, a skip or an undo, durably, before it returns. The same id again returns what was stored,
 * however often and however late. A decision is stored even when its lease has run out: work is never lost.
 */
export async function recordAnnotation(db: Db, given: RecordAnnotationInput): Promise<RecordedAnnotation> {
  const earlier = await readAnnotation(db, given.id);
  if (earlier) return repeat(db, given, earlier);
  return db.transaction(async (tx) => {
    const row = given.input.action === "undo" ? await undoRow(tx, given) : await decisionRow(tx, given);
    const [stored] = await tx.insert(annotations).values(row).onConflictDoNothing().returning();
    if (!stored) return repeatOrRefuse(tx, given);
    if (stored.action === "undo") await returnSample(tx, stored);
    const result = await resultOf(tx, stored);
    await notify(tx, given.projectId, "annotation");
    // Last, because all annotators of a project wait for each other at its one waiting job.
    await requestRoundAfterLabel(tx, given.projectId);
    return result;
  });
}

async function decisionRow(tx: Db, given: RecordAnnotationInput): Promise<typeof annotations.$inferInsert> {
  const { id, projectId, annotatorId, source, input } = given;
  if (input.action === "undo") throw new TypeError("An undo is no decision about a sample.");
  const { sampleId, action, seconds } = input;
  const row = await requireSample(tx, projectId, sampleId);
  const labelClassId = input.action === "label" ? input.labelClassId : null;
  if (labelClassId !== null) await requireUsableClass(tx, { projectId, sampleId, labelClassId, source });
  const provenance = await provenanceOfDecision(tx, { projectId, annotatorId, sampleId, row });
  const decision = { id, projectId, sampleId, annotatorId, action, labelClassId, source, ...provenance };
  // The column keeps single precision, and PostgreSQL refuses what is too small for it.
  return { ...decision, seconds: Math.fround(seconds) };
}

async function undoRow(tx: Db, given: RecordAnnotationInput): Promise<typeof annotations.$inferInsert> {
  const { id, projectId, annotatorId, source, input } = given;
  if (input.action !== "undo") throw new TypeError("Only an undo takes something back.");
  const { sampleId, slot, strategy, score, propensity, modelVersionId, generation } = await readUndoTarget(
    tx,
    {
      projectId,
      annotatorId,
      undoes: input.undoes,
    },
  );
  const provenance = { slot, strategy, score, propensity, modelVersionId, generation };
  return {
    id,
    projectId,
    sampleId,
    annotatorId,
    action: "undo",
    undoes: input.undoes,
    source,
    ...provenance,
  };
}

async function readAnnotation(db: Db, id: string): Promise<Stored | undefined> {
  const [found] = await db.select().from(annotations).where(eq(annotations.id, id));
  return found;
}

/** The id was taken between the first look and the insert, or the undone annotation was undone by another. */
async function repeatOrRefuse(tx: Db, given: RecordAnnotationInput): Promise<RecordedAnnotation> {
  const earlier = await readAnnotation(tx, given.id);
  if (earlier) return repeat(tx, given, earlier);
  throw alreadyUndone();
}

async function repeat(db: Db, given: RecordAnnotationInput, earlier: Stored): Promise<RecordedAnnotation> {
  if (isSameRequest(given, earlier)) return resultOf(db, earlier);
  throw new ConflictError({
    code: "annotation_id_reused",
    what: "This id already belongs to another annotation.",
    next: "Make a new id for each annotation. The stored one was not changed.",
  });
}

function isSameRequest(given: RecordAnnotationInput, stored: Stored): boolean {
  const { input } = given;
  if (given.projectId !== stored.projectId || given.annotatorId !== stored.annotatorId) return false;
  if (input.action !== stored.action) return false;
  if (input.action === "undo") return input.undoes === stored.undoes;
  const labelClassId = input.action === "label" ? input.labelClassId : null;
  const isAsLong = Math.fround(input.seconds) === Math.fround(stored.seconds ?? Number.NaN);
  return input.sampleId === stored.sampleId && labelClassId === stored.labelClassId && isAsLong;
}

async function resultOf(db: Db, stored: Stored): Promise<RecordedAnnotation> {
  const { id, sequence, projectId, annotatorId, sampleId } = stored;
  if (stored.action !== "undo") return { id, sequence, sample: null };
  const [sample] = await readLeasedSamples(db, { projectId, annotatorId, sampleIds: [sampleId] });
  return { id, sequence, sample: sample ?? null };
}

function alreadyUndone(): ConflictError {
  return new ConflictError({
    code: "already_undone",
    what: "This annotation was taken back before.",
    next: "Nothing was changed.",
  });
}
