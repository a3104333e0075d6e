"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

/** Events in quick succession ask once. */
const quietMilliseconds = 150;

/**
 * Looks again at a query whenever the server tells that something in the project changed. A broken
 * connection is reopened by the browser; what was missed meanwhile is fetched when it is back.
 */
export function useProjectEvents(projectId: string, queryKey: QueryKey): void {
  const client = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const lookAgain = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.invalidateQueries({ queryKey: JSON.parse(key) });
      }, quietMilliseconds);
    };
    const events = new EventSource(`/api/v1/projects/${projectId}/events`);
    events.onopen = lookAgain;
    events.onmessage = lookAgain;
    return () => {
      clearTimeout(timer);
      events.close();
    };
  }, [client, projectId, key]);
}
