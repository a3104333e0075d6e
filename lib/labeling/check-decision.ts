import { isDeepStrictEqual } from "node:util";
import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { isWord } from "@/db/queries/gold";
import type { AnnotationInput } from "../contracts/labeling";
import { ConflictError, ForbiddenError, InvalidInputError } from "../errors";
import type { OpenedDecision } from "./open-decision";
import { readTruth } from "./read-truth";

/** Whether it says what a sample is: its class or, where it may have several, all of them. */
export function isAnswer({ action }: AnnotationInput): boolean {
  return action === "label" || action === "label-set";
}

/** Throws unless the project takes answers of this kind: one class; or a set without repeats, or one of the set. */
export function requireFittingAnswer(task: OpenedDecision["task"], input: AnnotationInput): void {
  if (input.action === "label" && task === "multi") {
    throw new InvalidInputError({
      code: "set_expected",
      what: "A sample of this project may have several classes.",
      next: "Send all of them as a `label-set`. Nothing was stored.",
    });
  }
  if (input.action !== "label-set" && input.action !== "accept") return;
  if (task === "single") {
    throw new InvalidInputError({
      code: "one_class_expected",
      what: "A sample of this project has one class.",
      next: "Send it as a `label`. Nothing was stored.",
    });
  }
  if (input.action === "accept") return;
  if (new Set(input.labelClassIds).size < input.labelClassIds.length) {
    throw new InvalidInputError({
      code: "label_class_repeated",
      what: "A class is in the set twice.",
      next: "Send each class once. Nothing was stored.",
    });
  }
}

/** Throws unless every one of the classes may be given or refused now. */
export function requireUsableClasses(
  { labelClasses }: OpenedDecision,
  labelClassIds: readonly string[],
): void {
  if (labelClasses.length < labelClassIds.length) {
    throw new InvalidInputError({
      code: "unknown_label_class",
      what: "This project has no such label class.",
      next: "Load the page again and choose one of its classes. Nothing was stored.",
    });
  }
  const archived = labelClasses.find(({ isArchived }) => isArchived);
  if (archived) {
    throw new ConflictError({
      code: "label_class_archived",
      what: `The class “${archived.name}” was archived.`,
      why: "The project's lead took it off the keys while you were labeling.",
      next: "The sample is still yours: choose another class.",
    });
  }
}

/**
 * Throws unless what is said in a review is a label, and of a sample that has one: a lead settles what people disagree on,
 * or makes what they labeled gold. Anything else would open again what was settled, or tell of a holdout row out of its turn.
 */
export async function requireReviewable(db: Db, input: AnnotationInput): Promise<void> {
  if (input.action === "undo" || input.screen !== "review") return;
  if (!isAnswer(input)) {
    throw new InvalidInputError({
      code: "label_expected",
      what: "What a lead says in a review is a label.",
      next: "Send a `label` or a `label-set`, or an `undo` of what was said. Nothing was stored.",
    });
  }
  const found = await db.execute<{ is_labeled: boolean }>(sql`
    select exists (select from labels l where l.sample_id = ${input.sampleId}) as is_labeled`);
  if (found.rows[0]!.is_labeled) return;
  throw new ConflictError({
    code: "nothing_to_settle",
    what: "This sample has no label that a lead could confirm or settle.",
    why: "Nobody labeled it, or their labels were taken back meanwhile.",
    next: "Leave it out; it is labeled at the bench. Nothing was stored.",
  });
}

/**
 * Throws where it would unmake the person's own word as a lead on the sample, and with it gold and the label, in passing:
 * a word is changed by another, or taken back.
 */
export async function requireWordKept(db: Db, annotatorId: string, input: AnnotationInput): Promise<void> {
  if (input.action === "undo" || input.action === "accept" || input.action === "reject") return;
  if (input.screen === "review") return;
  const found = await db.execute(sql`
    select from current_annotations w
    where w.sample_id = ${input.sampleId} and w.annotator_id = ${annotatorId} and ${isWord}`);
  if (found.rows.length === 0) return;
  throw new ConflictError({
    code: "word_stands",
    what: "You settled this sample as a lead, or made it gold.",
    why: "Another answer would undo that without a word.",
    next: "Change the answer in My work, or take it back there first. Nothing was stored.",
  });
}

/** The oracle says the hidden truth and nothing else. `labelClassIds`: one class, or the set. */
export async function requireTruth(
  db: Db,
  sampleId: number,
  labelClassIds: readonly string[],
): Promise<void> {
  const truth = await readTruth(db, sampleId);
  if (truth && isDeepStrictEqual([...labelClassIds].sort(), truth)) return;
  throw new ForbiddenError({
    code: "not_the_truth",
    what: "This is not the hidden truth of the sample.",
    next: "Send it as your own label, without `byOracle`. Nothing was stored.",
  });
}
