"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { json, tellApi } from "../../../_components/call-api";

/** Sends a change to an address of the project and looks at the settings again before it counts as saved. */
export function useSave<Change>(projectId: string, path = "") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) => tellApi(`/api/v1/projects/${projectId}${path}`, json("PATCH", change)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["settings", projectId] }),
  });
}
