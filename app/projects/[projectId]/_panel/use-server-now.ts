"use client";

import { useEffect, useState } from "react";
import type { Panel } from "@/lib/contracts/panel";

/**
 * The time by the server's clock, in milliseconds, once a second: the queue's publication and its age tell
 * what time it was there when the numbers came.
 */
export function useServerNow(queue: Panel["queue"], receivedAt: number): number {
  const [now, setNow] = useState(receivedAt);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const then = queue ? Date.parse(queue.publishedAt) + queue.ageSeconds * 1000 : receivedAt;
  return then + Math.max(0, now - receivedAt);
}
