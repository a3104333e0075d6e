import type { AnnotationRequest, Screen, SuggestionMode } from "@/lib/contracts/labeling";

interface Answered {
  readonly sampleId: number;
  readonly seconds: number;
  readonly screen: Screen;
  readonly suggestionShown?: SuggestionMode;
}

/** "It is this class"; where samples may have several classes, it has this one, and nothing is said of the others. */
export function answerOf(
  task: "single" | "multi",
  labelClassId: string,
  answered: Answered,
): AnnotationRequest {
  if (task === "single") return { action: "label", labelClassId, ...answered };
  return { action: "accept", labelClassId, ...answered };
}

/** Seconds of each of so many answers, given together; the server keeps milliseconds and at most a day. */
export function sharedSeconds(seconds: number, answers: number): number {
  return Math.round((Math.min(86_400, seconds) / Math.max(1, answers)) * 1000) / 1000;
}
