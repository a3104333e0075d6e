"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Events in quick succession ask once. */
const quietMilliseconds = 150;

/**
 * Looks again at a query whenever the server tells that something in the project changed. One look at a
 * time: what changes during a look is seen by the next, so that a slow answer is shown and not thrown
 * away. A broken connection is reopened by the browser; what was missed is fetched when it is back.
 */
export function useProjectEvents(projectId: string, queryKey: QueryKey): void {
  const client = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let looking = false;
    let changedMeanwhile = false;
    let left = false;

    const look = async () => {
      timer = undefined;
      looking = true;
      changedMeanwhile = false;
      await client.invalidateQueries({ queryKey: JSON.parse(key) }, { cancelRefetch: false });
      looking = false;
      if (changedMeanwhile && !left) lookSoon();
    };
    const lookSoon = () => {
      if (looking) changedMeanwhile = true;
      else timer ??= setTimeout(() => void look(), quietMilliseconds);
    };

    const events = new EventSource(`/api/v1/projects/${projectId}/events`);
    events.onopen = lookSoon;
    events.onmessage = lookSoon;
    return () => {
      events.close();
      clearTimeout(timer);
      left = true;
    };
  }, [client, projectId, key]);
}
