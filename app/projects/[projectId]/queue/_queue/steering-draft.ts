import type { Language } from "@/lib/contracts/language-names";
import type { ProjectSettings, Steering } from "@/lib/contracts/projects";
import { steeringSchema } from "@/lib/contracts/projects";
import { parseNumber } from "../../_panel/parse-number";
import { typedNumber } from "../../_panel/typed-number";

const steered = steeringSchema.pick({
  strategy: true,
  exploreShare: true,
  holdoutQuota: true,
  labelsPerRound: true,
  holdoutSampling: true,
});

export type Steered = keyof typeof steered.shape;

/** What stands in the fields; shares as percentages. */
export type SteeringDraft = Readonly<Record<Steered, string>>;

export function draftOf(settings: ProjectSettings, language: Language): SteeringDraft {
  const percent = (share: number) => typedNumber(Math.round(1000 * share) / 10, language);
  return {
    strategy: settings.strategy,
    exploreShare: percent(settings.exploreShare),
    holdoutQuota: percent(settings.holdoutQuota),
    labelsPerRound: String(settings.labelsPerRound),
    holdoutSampling: settings.holdoutSampling,
  };
}

/** The settings that differ from the saved ones, or which fields hold something else than they may. */
export function changesOf(
  saved: SteeringDraft,
  draft: SteeringDraft,
  language: Language,
): { readonly changes: Partial<Steering>; readonly wrong: readonly Steered[] } {
  const given = {
    ...draft,
    exploreShare: parseNumber(draft.exploreShare, language) / 100,
    holdoutQuota: parseNumber(draft.holdoutQuota, language) / 100,
    labelsPerRound: parseNumber(draft.labelsPerRound, language),
  };
  const parsed = steered.safeParse(given);
  if (!parsed.success) {
    return { changes: {}, wrong: parsed.error.issues.map(({ path }) => path[0] as Steered) };
  }
  const changed = Object.entries(parsed.data).filter(
    ([name]) => saved[name as Steered] !== draft[name as Steered],
  );
  return { changes: Object.fromEntries(changed), wrong: [] };
}
