import type { Progress } from "@/lib/contracts/progress";
import type { Words } from "./use-words";

type Freezable = Pick<Progress, "pinnedModelNumber">;

/** That no model follows while one is frozen; empty where none is. */
export function noModelsWords({ pinnedModelNumber: pinned }: Freezable, { t }: Words): string {
  return pinned === null ? "" : t("frozen.noModels", { pinned });
}

/** Since when labels count that a frozen model does not learn from; empty where none is frozen. */
export function noLabelWords({ pinnedModelNumber: pinned }: Freezable, { t }: Words): string {
  return pinned === null ? "" : t("frozen.noLabel", { pinned });
}
