"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type MapHeader, type MapPoints, type RequestedState, unpackMap } from "@/lib/contracts/map";
import { callApi, fetchFromApi } from "../../../../_components/call-api";
import { pollMilliseconds } from "../../../../_components/poll-milliseconds";
import { useProjectEvents } from "../../../../_components/use-project-events";

/** Where many label at once, the whole map changes all the time. */
const paceMilliseconds = 2_000;

export interface MapData {
  readonly tag: string | null;
  readonly header: MapHeader;
  readonly points: MapPoints;
}

/** The map and what waits to be labeled next, as they are now. */
export function useMapData(projectId: string) {
  const client = useQueryClient();
  const all = ["map", projectId];
  const mapKey = [...all, "points"];
  const map = useQuery({
    queryKey: mapKey,
    // The browser asks whether its copy still holds; where it does, nothing is read or drawn again.
    queryFn: async ({ signal }): Promise<MapData> => {
      const response = await fetchFromApi(`/api/v1/projects/${projectId}/map`, { signal, cache: "no-cache" });
      const tag = response.headers.get("etag");
      const known = client.getQueryData<MapData>(mapKey);
      if (known && known.tag === tag) {
        await response.body?.cancel();
        return known;
      }
      return { tag, ...unpackMap(await response.arrayBuffer()) };
    },
    structuralSharing: false,
    refetchInterval: pollMilliseconds,
  });
  const requested = useQuery({
    queryKey: [...all, "requested"],
    queryFn: () => callApi<RequestedState>(`/api/v1/projects/${projectId}/requested-samples`),
    refetchInterval: pollMilliseconds,
  });
  useProjectEvents(projectId, all, paceMilliseconds);
  return { map, requested };
}
