import type { Language } from "@/lib/contracts/language-names";
import type { CurveMetric, Progress } from "@/lib/contracts/progress";
import { type UpdateProject, updateProjectSchema } from "@/lib/contracts/projects";
import { parseNumber } from "./parse-number";
import { typedNumber } from "./typed-number";

/** What the form holds, as typed; empty where nothing is set. */
export interface GoalDraft {
  readonly metric: CurveMetric;
  readonly target: string;
  readonly rate: string;
  readonly currency: string;
  readonly width: string;
  readonly budget: string;
}
export type GoalField = keyof GoalDraft;

/** What is set now: shares as points. */
export function goalDraftOf(progress: Progress, language: Language): GoalDraft {
  const number = (value: number | null, factor = 1) =>
    typedNumber(value === null ? null : value * factor, language);
  const { metric, target, hourlyRate, currency, holdout, budget } = progress;
  return {
    metric,
    target: number(target, metric === "logLoss" ? 1 : 100),
    rate: number(hourlyRate),
    currency,
    width: number(holdout.askedWidth, 100),
    budget: number(budget),
  };
}

/** The change that was typed, or the fields that cannot be so. */
export function readGoalDraft(
  draft: GoalDraft,
  language: Language,
): { readonly change: UpdateProject; readonly wrong: readonly GoalField[] } {
  const number = (text: string) => (text.trim() === "" ? null : parseNumber(text, language));
  const target = number(draft.target);
  const change = {
    targetMetric: draft.metric,
    target: target === null || draft.metric === "logLoss" ? target : shareOf(target),
    hourlyRate: number(draft.rate),
    currency: draft.currency.trim().toUpperCase(),
    holdoutWidth: widthOf(number(draft.width)),
    budget: number(draft.budget),
  };
  const parsed = updateProjectSchema.safeParse(change);
  const names: Record<string, GoalField> = {
    target: "target",
    hourlyRate: "rate",
    currency: "currency",
    holdoutWidth: "width",
    budget: "budget",
  };
  const issues = parsed.success ? [] : parsed.error.issues.map(({ path }) => names[String(path[0])]!);
  const isBeyond = draft.metric !== "logLoss" && change.target !== null && change.target > 1;
  return { change, wrong: isBeyond ? [...issues, "target"] : issues };
}

/** 88 and 0.88 are the same share: nobody aims at less than one in a hundred. */
function shareOf(typed: number): number {
  return typed <= 1 ? typed : Number((typed / 100).toPrecision(6));
}

function widthOf(points: number | null): number | null {
  return points === null ? null : Number((points / 100).toPrecision(6));
}
