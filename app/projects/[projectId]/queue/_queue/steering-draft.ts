import type { ProjectSettings, Steering } from "@/lib/contracts/projects";
import { steeringSchema } from "@/lib/contracts/projects";

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

export function draftOf(settings: ProjectSettings): SteeringDraft {
  const percent = (share: number) => String(Math.round(1000 * share) / 10);
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
): { readonly changes: Partial<Steering>; readonly wrong: readonly Steered[] } {
  const given = {
    ...draft,
    exploreShare: numberIn(draft.exploreShare) / 100,
    holdoutQuota: numberIn(draft.holdoutQuota) / 100,
    labelsPerRound: numberIn(draft.labelsPerRound),
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

/** With a comma or a point before the decimals; NaN for anything else, and for nothing. */
function numberIn(text: string): number {
  const plain = text.trim().replace(",", ".");
  return plain === "" ? Number.NaN : Number(plain);
}
