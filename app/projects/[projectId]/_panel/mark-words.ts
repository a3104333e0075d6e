import type { ProgressMark } from "@/lib/contracts/progress";
import type { Words } from "./use-words";

/** What changed: `graph → mix`; for what has no name, what it is. */
export function markWords({ kind, from, to }: ProgressMark, { t }: Words): string {
  return kind === "guidelines" || kind === "classes"
    ? t(`curve.${kind}`)
    : t("curve.changed", { kind, from, to });
}
