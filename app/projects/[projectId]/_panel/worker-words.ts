import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Format } from "../../../_components/format";

type Words = ReturnType<typeof useTranslations<"panel.worker">>;

/** What the worker does and since when, or since when there is none. `now` is the server's, in milliseconds. */
export function workerWords(worker: Panel["worker"], now: number, t: Words, format: Format): string {
  const { alive, lastSeenAt, activity, activitySince, encoding } = worker;
  const age = (since: string) => format.age((now - Date.parse(since)) / 1000);
  const doing = activity === null ? null : t("activity", { kind: activity });
  if (alive === 0) {
    if (lastSeenAt === null) return t("none");
    if (doing === null) return t("gone", { age: age(lastSeenAt) });
    return t("goneBusy", { age: age(lastSeenAt), activity: doing });
  }
  if (doing === null && encoding) return t(encoding.progress === null ? "comparing" : "encoding");
  if (doing === null || activitySince === null) return t("waiting", { workers: alive });
  return t("doing", { activity: doing, age: age(activitySince) });
}
