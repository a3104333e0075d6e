"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { followEvents } from "./shared-events";

/** Events in quick succession ask once. */
const quietMilliseconds = 150;

/** A slow answer is a busy server: the next look waits this many times as long as the last one took. */
const restPerLook = 10;

/** The first page of a document was read by the server just before: the stream tells what changed since. */
let cameWithDocument = true;

/** The stream tells what changed in the last ten seconds; a document that took about as long to open looks again. */
const freshMilliseconds = 8_000;

/**
 * Looks again at a query whenever the server tells that something in the project changed. One look at a
 * time: what changes during a look is seen by the next, so that a slow answer is shown and not thrown
 * away. A broken connection is reopened by the browser; what was missed is fetched when it is back.
 * `paceMilliseconds` lie between two looks at least: where many work at once, something changes all the time.
 */
export function useProjectEvents(
  projectId: string,
  queryKey: QueryKey,
  paceMilliseconds = quietMilliseconds,
): void {
  const client = useQueryClient();
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let looking = false;
    let changedMeanwhile = false;
    let left = false;
    let earliest = 0;
    let isFresh = cameWithDocument;
    cameWithDocument = false;

    const look = async () => {
      timer = undefined;
      looking = true;
      changedMeanwhile = false;
      const since = performance.now();
      await client.invalidateQueries({ queryKey: JSON.parse(key) }, { cancelRefetch: false });
      looking = false;
      const now = performance.now();
      earliest = now + Math.max(paceMilliseconds, restPerLook * (now - since));
      if (changedMeanwhile && !left) lookSoon();
    };
    const lookSoon = () => {
      if (looking) changedMeanwhile = true;
      else {
        const wait = Math.max(quietMilliseconds, earliest - performance.now());
        timer ??= setTimeout(() => void look(), wait);
      }
    };

    const stopFollowing = followEvents(`/api/v1/projects/${projectId}/events`, (event) => {
      // Whether the server is gone is told by a look, too, not by the next turn of the clock.
      if (event !== "opened" || !isFresh || performance.now() > freshMilliseconds) lookSoon();
      isFresh = false;
    });
    return () => {
      stopFollowing();
      clearTimeout(timer);
      left = true;
    };
  }, [client, projectId, key, paceMilliseconds]);
}
