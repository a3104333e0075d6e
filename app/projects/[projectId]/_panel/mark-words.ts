import type { ProgressMark } from "@/lib/contracts/progress";
import { type EngineWords, encoderName, learnerName, strategyName } from "../_engine/engine-words";
import type { Words } from "./use-words";

/** What changed: `learner Label propagation → Mix`. */
export function markWords({ kind, from, to }: ProgressMark, { t, engine }: Words): string {
  if (kind === "guidelines" || kind === "classes") return t(`curve.${kind}`);
  return t("curve.changed", { kind, from: nameOf(kind, from, engine), to: nameOf(kind, to, engine) });
}

/** All that changed at one place of the curve: `at 120 labels: strategy Automatic → Smallest margin`. */
export function placeWords(changes: readonly ProgressMark[], words: Words): string {
  return words.t("curve.markAt", {
    labels: changes[0]!.labelsSpent,
    changes: changes.map((change) => markWords(change, words)).join(", "),
  });
}

function nameOf(kind: "learner" | "strategy" | "encoder", id: string, engine: EngineWords): string {
  if (kind === "encoder") return encoderName(id, engine);
  return kind === "learner" ? learnerName(id, engine) : strategyName(id, engine);
}
