import type { ProgressMark } from "@/lib/contracts/progress";
import type { Words } from "./use-words";

/** What changed: `graph → mix`. */
export function markWords({ kind, from, to }: ProgressMark, { t }: Words): string {
  return kind === "guidelines" ? t("curve.guidelines") : t("curve.changed", { kind, from, to });
}
