"use client";

import { useEffect, useState } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { formatAge, formatPlural } from "../../../../_components/format";

interface StatusLineProps {
  readonly state: BenchState;
  /** The server's time when it made the page; tells how far this clock is off. */
  readonly serverTime: number;
}

/** The loop, seen from the bench. */
export function StatusLine({ state, serverTime }: StatusLineProps) {
  const now = useServerTime(serverTime);
  const { modelNumber, labelsUntilRound, queuePublishedAt } = state;
  const parts = [
    modelNumber === null ? "no model yet" : `model ${modelNumber}`,
    labelsUntilRound === 0 ? "next round is due" : `next round in ${formatPlural(labelsUntilRound, "label")}`,
    queuePublishedAt === null
      ? "no queue yet"
      : `queue ${formatAge((now - Date.parse(queuePublishedAt)) / 1000)} old`,
  ];
  // A box of one width, so that growing numbers move nothing.
  return <p className="sm:ml-auto sm:w-[23rem]">{parts.join(" · ")}</p>;
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
