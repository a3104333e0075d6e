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

export interface ReadGoal {
  /** Nothing of what stands as it was: another tab may have changed that meanwhile. */
  readonly change: UpdateProject;
  readonly wrong: readonly GoalField[];
}

/** What each field changes of the project. */
const names = {
  target: "target",
  rate: "hourlyRate",
  currency: "currency",
  width: "holdoutWidth",
  budget: "budget",
} as const satisfies Record<Exclude<GoalField, "metric">, keyof UpdateProject>;

/** What was typed since the draft was `opened` so, and the fields that cannot be so. A target goes with what it is of. */
export function readGoalDraft(draft: GoalDraft, opened: GoalDraft, language: Language): ReadGoal {
  const number = (text: string) => (text.trim() === "" ? null : parseNumber(text, language));
  const target = number(draft.target);
  const all = {
    target: target === null || draft.metric === "logLoss" ? target : shareOf(target),
    hourlyRate: number(draft.rate),
    currency: draft.currency.trim().toUpperCase(),
    holdoutWidth: widthOf(number(draft.width)),
    budget: number(draft.budget),
  };
  const isOfOther = draft.metric !== opened.metric;
  const changed = goalFields.filter((field) => draft[field] !== opened[field]);
  const touched = isOfOther && !changed.includes("target") ? [...changed, "target" as const] : changed;
  const change: UpdateProject = Object.fromEntries(touched.map((field) => [names[field], all[names[field]]]));
  if (touched.includes("target")) change.targetMetric = draft.metric;
  const parsed = updateProjectSchema.safeParse(change);
  const issues = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  if (draft.metric !== "logLoss" && (change.target ?? 0) > 1) issues.add("target");
  return { change, wrong: touched.filter((field) => issues.has(names[field])) };
}

const goalFields = Object.keys(names) as (keyof typeof names)[];

/** 88 and 0.88 are the same share: nobody aims at less than one in a hundred. */
function shareOf(typed: number): number {
  return typed <= 1 ? typed : Number((typed / 100).toPrecision(6));
}

function widthOf(points: number | null): number | null {
  return points === null ? null : Number((points / 100).toPrecision(6));
}
