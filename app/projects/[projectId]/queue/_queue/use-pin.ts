"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { json, tellApi } from "../../../../_components/call-api";
import { panelKey } from "../../_panel/panel-key";

/** Holds on to the model with this number, or with null lets rounds train again. */
export function usePin(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (model: number | null) =>
      tellApi(`/api/v1/projects/${projectId}/pinned-model`, json("PUT", { model })),
    onSuccess: () => client.invalidateQueries({ queryKey: panelKey(projectId) }),
  });
}
