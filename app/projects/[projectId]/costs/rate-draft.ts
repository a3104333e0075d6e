import type { Language } from "@/lib/contracts/language-names";
import { type UpdateProject, updateProjectSchema } from "@/lib/contracts/projects";
import { parseNumber } from "../_panel/parse-number";

/** What was typed over what is saved; undefined where nothing was. */
export interface RateDraft {
  readonly rate?: string;
  readonly currency?: string;
}

/** The change that was typed and nothing beside it, and the fields that cannot be so. */
export function readRateDraft({ rate, currency }: RateDraft, language: Language) {
  const change: UpdateProject = {
    ...(rate !== undefined && { hourlyRate: rate.trim() === "" ? null : parseNumber(rate, language) }),
    ...(currency !== undefined && { currency: currency.trim().toUpperCase() }),
  };
  const issues = new Set(updateProjectSchema.safeParse(change).error?.issues.map(({ path }) => path[0]));
  return { change, wrong: { rate: issues.has("hourlyRate"), currency: issues.has("currency") } };
}
