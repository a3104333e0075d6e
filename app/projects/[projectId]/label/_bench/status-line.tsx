"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { useFormat } from "../../../../_components/use-format";

interface StatusLineProps {
  readonly state: BenchState;
  /** Whether every sample is decided: then no round is waited for. */
  readonly isFinished: boolean;
  /** The server's time when it made the page; tells how far this clock is off. */
  readonly serverTime: number;
}

/** Fewer active seconds than this say nothing about a pace. */
const shortestWorkSeconds = 30;

/** One's own numbers but today's, which the header says, and the loop as it is seen from the bench. */
export function StatusLine({ state, isFinished, serverTime }: StatusLineProps) {
  const t = useTranslations("bench.numbers");
  const format = useFormat();
  const now = useServerTime(serverTime);
  const {
    ownTotal: total,
    ownAnswersToday,
    ownSecondsToday,
    modelNumber,
    labelsUntilRound,
    queuePublishedAt,
  } = state;
  const pace =
    ownSecondsToday < shortestWorkSeconds
      ? t("noPace")
      : t("pace", { pace: Math.round((ownAnswersToday / ownSecondsToday) * 3600) });
  const model = modelNumber === null ? t("noModel") : t("model", { number: modelNumber });
  const next = labelsUntilRound === 0 ? t("roundDue") : t("round", { count: labelsUntilRound });
  const queue =
    queuePublishedAt === null
      ? t("noQueue")
      : t("queue", { age: format.age((now - Date.parse(queuePublishedAt)) / 1000) });
  // A box of one size that is filled from its start, so that growing numbers move nothing.
  return (
    <div className="min-w-0 leading-snug max-sm:w-full">
      <p className="truncate">{t("own", { total, pace })}</p>
      <p className="truncate">{`${model} · ${isFinished ? t("finished") : next}`}</p>
      <p className="truncate">{queue}</p>
    </div>
  );
}

function useServerTime(serverTime: number): number {
  const [now, setNow] = useState(serverTime);
  useEffect(() => {
    const ahead = serverTime - Date.now();
    const timer = setInterval(() => setNow(Date.now() + ahead), 1000);
    return () => clearInterval(timer);
  }, [serverTime]);
  return now;
}
