"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { json, tellApi } from "../../../_components/call-api";

/** Adds a class, or brings the archived one of that name back. */
export function useAddClass(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) =>
      tellApi(`/api/v1/projects/${projectId}/label-classes`, json("POST", { name })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["settings", projectId] }),
  });
}
