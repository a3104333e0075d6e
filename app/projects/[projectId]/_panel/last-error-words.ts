import type { ReactNode } from "react";
import type { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { english } from "../../../_components/english";
import type { Format } from "../../../_components/format";

/** What failed last, how long ago and why, and whether that is over, is tried again, or what to do. `now` is the server's, in milliseconds. */
export function lastErrorWords(
  { kind, message, at, isOver, isTriedAgain }: NonNullable<Panel["worker"]["lastError"]>,
  now: number,
  t: ReturnType<typeof useTranslations<"panel.worker">>,
  format: Format,
): ReactNode {
  const age = format.age((now - Date.parse(at)) / 1000);
  const said = { kind, activity: t("activity", { kind }), age, why: message, english };
  if (isOver) return t.rich("failedOnce", said);
  return t.rich(isTriedAgain ? "failed" : "givenUp", said);
}
