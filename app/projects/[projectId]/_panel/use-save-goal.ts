"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { UpdateProject } from "@/lib/contracts/projects";
import { json, tellApi } from "../../../_components/call-api";
import { panelKey } from "./panel-key";

/** Changes what the lead aims at, and looks at the numbers again before it counts as saved. */
export function useSaveGoal(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: UpdateProject) => tellApi(`/api/v1/projects/${projectId}`, json("PATCH", change)),
    onSuccess: () => client.invalidateQueries({ queryKey: panelKey(projectId) }),
  });
}
