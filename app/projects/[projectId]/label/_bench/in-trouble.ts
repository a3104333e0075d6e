import { asApiError } from "./as-api-error";
import type { SessionView } from "./session-view";

/** What the screen shows once no samples could be fetched: those it has, unless their project is gone. */
export function inTrouble(error: unknown): Partial<SessionView> {
  const trouble = asApiError(error);
  if (trouble.code !== "project_not_found") return { trouble };
  return { trouble, samples: [], draft: null, notice: null };
}
