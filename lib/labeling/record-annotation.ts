import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { readLeasedSamples } from "@/db/queries/leased-samples";
import { annotations } from "@/db/schema/labeling";
import {
  type AnnotationInput,
  type AnnotationRequest,
  annotationSchema,
  type RecordedAnnotation,
} from "../contracts/labeling";
import { ConflictError } from "../errors";
import { type AnnotationHead, decisionRow, undoRow } from "./annotation-row";
import { announceAnnotations } from "./announce-annotations";
import { isSameRequest } from "./is-same-request";
import { reopenFlags, settleFlags } from "./settle-flags";
import { returnSample } from "./undo";

/** The id is made by the client: a repeated request finds its own answer. */
export type RecordAnnotationInput = AnnotationHead<AnnotationRequest>;

type Given = AnnotationHead<AnnotationInput>;
type Stored = typeof annotations.$inferSelect;

/**
 * Stores an answer, a yes or no about one class, a skip, a flag or an undo, durably, before it returns. The same id again
 * returns what was stored, however often and however late. A decision is stored even when its lease has run out:
 * work is never lost.
 */
export async function recordAnnotation(db: Db, request: RecordAnnotationInput): Promise<RecordedAnnotation> {
  const recorded = await storeAnnotation(db, request);
  await announceAnnotations(db, request.projectId);
  return recorded;
}

/** The same for one of many: whoever stores them announces them together (`announceAnnotations`). */
export function storeAnnotation(db: Db, request: RecordAnnotationInput): Promise<RecordedAnnotation> {
  const given = { ...request, input: annotationSchema.parse(request.input) };
  return db.transaction((tx) => store(tx, given));
}

async function store(tx: Db, given: Given): Promise<RecordedAnnotation> {
  const row = await rowOf(tx, given);
  if (row === null) return repeatOrRefuse(tx, given);
  const [stored] = await tx.insert(annotations).values(row).onConflictDoNothing().returning();
  if (!stored) return repeatOrRefuse(tx, given);
  if (stored.action === "undo") {
    await returnSample(tx, stored);
    await reopenFlags(tx, stored);
  } else {
    await settleFlags(tx, stored);
  }
  return resultOf(tx, stored);
}

function rowOf(tx: Db, { input, ...head }: Given) {
  return input.action === "undo" ? undoRow(tx, { ...head, input }) : decisionRow(tx, { ...head, input });
}

async function readAnnotation(db: Db, id: string): Promise<Stored | undefined> {
  const [found] = await db.select().from(annotations).where(eq(annotations.id, id));
  return found;
}

/** The id is taken, or the undone annotation was undone by another. */
async function repeatOrRefuse(tx: Db, given: Given): Promise<RecordedAnnotation> {
  const earlier = await readAnnotation(tx, given.id);
  if (earlier) return repeat(tx, given, earlier);
  throw alreadyUndone();
}

async function repeat(db: Db, given: Given, earlier: Stored): Promise<RecordedAnnotation> {
  if (isSameRequest(given, earlier)) return resultOf(db, earlier);
  throw new ConflictError({
    code: "annotation_id_reused",
    what: "This id already belongs to another annotation.",
    next: "Make a new id for each annotation. The stored one was not changed.",
  });
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
