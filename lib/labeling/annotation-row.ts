import type { Db } from "@/db/client";
import type { annotations } from "@/db/schema/labeling";
import type { AnnotationInput, SuggestionMode } from "../contracts/labeling";
import {
  isAnswer,
  requireFittingAnswer,
  requireReviewable,
  requireTruth,
  requireUsableClasses,
  requireWordKept,
} from "./check-decision";
import { openDecision } from "./open-decision";
import { type Provenance, provenanceOf } from "./provenance";
import { provenanceOfDecision } from "./provenance-of-decision";
import { askForSecondOpinion, wantsSecondOpinion } from "./second-opinions";
import { readUndoTarget } from "./undo";

type NewAnnotation = typeof annotations.$inferInsert;
type StoredAnnotation = typeof annotations.$inferSelect;
type Undo = Extract<AnnotationInput, { action: "undo" }>;
export type DecisionInput = Exclude<AnnotationInput, Undo>;

/** What belongs to any annotation, whatever it says. */
export interface AnnotationHead<Input> {
  readonly id: string;
  readonly projectId: string;
  readonly annotatorId: string;
  readonly source: "annotator" | "oracle";
  readonly input: Input;
}

/** The columns that say what was decided. Sets are kept in the order of their ids, so that equal ones are equal. */
export function answerColumns(input: DecisionInput) {
  return {
    action: input.action === "label-set" ? ("label" as const) : input.action,
    labelClassId: "labelClassId" in input ? input.labelClassId : null,
    labelClassIds: "labelClassIds" in input ? [...input.labelClassIds].sort() : null,
    note: "note" in input && input.note !== "" ? input.note : null,
    screen: input.screen,
    // The column keeps single precision, and PostgreSQL refuses what is too small for it.
    seconds: Math.fround(input.seconds),
  };
}

/**
 * A decision about a sample with the reason it was handed out. Ends the annotator's lease of it. Null when it is
 * stored already.
 */
export async function decisionRow(
  tx: Db,
  head: AnnotationHead<DecisionInput>,
): Promise<NewAnnotation | null> {
  const { projectId, annotatorId, source, input } = head;
  const { sampleId, screen } = input;
  const answer = answerColumns(input);
  const labelClassIds = answer.labelClassIds ?? (answer.labelClassId === null ? [] : [answer.labelClassId]);
  const opened = await openDecision(tx, { id: head.id, projectId, annotatorId, sampleId, labelClassIds });
  if (!opened) return null;
  requireFittingAnswer(opened.task, input);
  requireUsableClasses(opened, labelClassIds);
  await requireReviewable(tx, input);
  await requireWordKept(tx, annotatorId, input);
  if (source === "oracle") await requireTruth(tx, sampleId, labelClassIds);
  // A lead's word makes the sample gold: what is said of it from then on measures people, and not how far they agree.
  const isOpinion = isAnswer(input) && source === "annotator" && screen !== "review";
  if (isOpinion && wantsSecondOpinion(opened)) {
    await askForSecondOpinion(tx, projectId, sampleId);
  }
  const decision = { projectId, annotatorId, sampleId, action: input.action, screen, opened };
  const provenance = await provenanceOfDecision(tx, decision);
  const suggestionShown = shownAs(input, provenance, opened.suggestions);
  return { id: head.id, projectId, sampleId, annotatorId, source, ...answer, ...provenance, suggestionShown };
}

/**
 * What the client says it showed; nobody can have seen a suggestion that was never sent, and a grid is of the class
 * that the model guessed.
 */
function shownAs(
  input: DecisionInput,
  { suggestedClassIds, slot }: Provenance,
  mode: SuggestionMode,
): SuggestionMode | null {
  if (suggestedClassIds === null) return null;
  if (input.screen === "grid") return "shown";
  return slot === "holdout" || mode === "hidden" ? "hidden" : (input.suggestionShown ?? "hidden");
}

/** An undo carries the provenance of what it takes back, for the lease that it brings back. */
export async function undoRow(db: Db, head: AnnotationHead<Undo>): Promise<NewAnnotation> {
  const { id, projectId, annotatorId, source, input } = head;
  const target: StoredAnnotation = await readUndoTarget(db, {
    projectId,
    annotatorId,
    undoes: input.undoes,
  });
  return {
    id,
    projectId,
    sampleId: target.sampleId,
    annotatorId,
    action: "undo",
    undoes: input.undoes,
    source,
    ...provenanceOf(target),
  };
}
