import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";
import { type EngineWords, encoderName } from "../_engine/engine-words";

type Words = ReturnType<typeof useTranslations<"panel.worker">>;

/** What a worker that waits waits in. */
export type ProjectState = Pick<Panel["project"], "pausedBy" | "pinnedModelNumber">;

/** What the worker does and since when, or since when there is none. `now` is the server's, in milliseconds. */
export function workerWords(
  worker: Panel["worker"],
  state: ProjectState,
  now: number,
  t: Words,
  format: Format,
): string {
  const { alive, lastSeenAt, activity, activitySince, encoding } = worker;
  const age = (since: string) => format.age((now - Date.parse(since)) / 1000);
  const doing = activity === null ? null : t("activity", { kind: activity });
  if (alive === 0) {
    if (lastSeenAt === null) return t("none");
    if (doing === null) return t("gone", { age: age(lastSeenAt) });
    return t("goneBusy", { age: age(lastSeenAt), activity: doing });
  }
  if (doing === null && encoding) return t(encoding.progress === null ? "comparing" : "encoding");
  if (doing === null || activitySince === null) return waitingWords(state, alive, t);
  return t("doing", { activity: doing, age: age(activitySince) });
}

function waitingWords({ pausedBy, pinnedModelNumber: pinned }: ProjectState, workers: number, t: Words) {
  if (pausedBy !== null) return t("paused");
  return pinned === null ? t("waiting", { workers }) : t("frozen", { pinned });
}

/** What is done while the pool is encoded: `read-texts`, or `tfidf-svd: read-texts`; null for what has no words. */
export function stepWords(doing: string, t: Words, engine: EngineWords): string | null {
  const at = doing.indexOf(": ");
  const key = `steps.${doing.slice(at < 0 ? 0 : at + 2)}` as "steps.read-texts";
  if (!t.has(key)) return null;
  return at < 0 ? t(key) : t("stepOf", { encoder: encoderName(doing.slice(0, at), engine), step: t(key) });
}
