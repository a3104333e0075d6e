import type { ProgressMark } from "@/lib/contracts/progress";
import { type EngineWords, learnerName, strategyName } from "../_engine/engine-words";
import type { Words } from "./use-words";

/** What changed: `Label propagation → Mix`; for what has no name, what it is. */
export function markWords({ kind, from, to }: ProgressMark, { t, engine }: Words): string {
  if (kind === "guidelines" || kind === "classes") return t(`curve.${kind}`);
  return t("curve.changed", { from: nameOf(kind, from, engine), to: nameOf(kind, to, engine) });
}

function nameOf(kind: "learner" | "strategy" | "encoder", id: string, engine: EngineWords): string {
  if (kind === "encoder") return id;
  return kind === "learner" ? learnerName(id, engine) : strategyName(id, engine);
}
