import type { ProgressMark } from "@/lib/contracts/progress";
import { type EngineWords, encoderName, learnerName, strategyName } from "../_engine/engine-words";
import type { Words } from "./use-words";

/** What changed: `Label propagation → Mix`. */
export function markWords({ kind, from, to }: ProgressMark, { t, engine }: Words): string {
  if (kind === "guidelines" || kind === "classes") return t(`curve.${kind}`);
  return t("curve.changed", { from: nameOf(kind, from, engine), to: nameOf(kind, to, engine) });
}

function nameOf(kind: "learner" | "strategy" | "encoder", id: string, engine: EngineWords): string {
  if (kind === "encoder") return encoderName(id, engine);
  return kind === "learner" ? learnerName(id, engine) : strategyName(id, engine);
}
