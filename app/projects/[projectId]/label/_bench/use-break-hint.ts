"use client";

import { useCallback, useEffect, useState } from "react";
import type { OpenBench } from "./open-bench";

const lookEveryMs = 10_000;

/** Whether somebody has worked so many minutes since their last break. */
export function useBreakHint(bench: OpenBench | null, afterMinutes: number | null) {
  const [isDue, setIsDue] = useState(false);
  useEffect(() => {
    setIsDue(false);
    if (!bench || afterMinutes === null) return;
    const look = () => setIsDue(bench.shift.minutes(performance.now()) >= afterMinutes);
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [bench, afterMinutes]);
  const begin = useCallback(() => {
    bench?.shift.begin(performance.now());
    setIsDue(false);
  }, [bench]);
  const takeBreak = useCallback(() => {
    begin();
    bench?.pause();
  }, [bench, begin]);
  return { isDue, takeBreak, goOn: begin };
}
