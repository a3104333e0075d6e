import { isDeepStrictEqual } from "node:util";
import type { annotations } from "@/db/schema/labeling";
import type { AnnotationInput, SuggestionMode } from "../contracts/labeling";
import { type AnnotationHead, answerColumns } from "./annotation-row";

type Stored = typeof annotations.$inferSelect;

/** Whether the stored annotation is what this request asked for when it came first. */
export function isSameRequest(given: AnnotationHead<AnnotationInput>, stored: Stored): boolean {
  const { projectId, annotatorId, input } = given;
  if (projectId !== stored.projectId || annotatorId !== stored.annotatorId) return false;
  if (input.action === "undo") return stored.action === "undo" && input.undoes === stored.undoes;
  const { action, labelClassId, labelClassIds, note, screen, seconds } = stored;
  const storedAnswer = {
    action,
    labelClassId,
    labelClassIds,
    note,
    screen,
    seconds: Math.fround(seconds ?? 0),
  };
  return (
    input.sampleId === stored.sampleId &&
    isDeepStrictEqual(answerColumns(input), storedAnswer) &&
    (screen === "grid" || mayBeStoredAs(input.suggestionShown, stored.suggestionShown))
  );
}

/** What was said to be shown is stored as `hidden` or as nothing where it cannot have been. */
function mayBeStoredAs(said: SuggestionMode | null, stored: SuggestionMode | null): boolean {
  return stored === null || stored === "hidden" || stored === said;
}
