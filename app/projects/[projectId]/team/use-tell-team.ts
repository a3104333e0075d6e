"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tellApi } from "../../../_components/call-api";

export interface TeamChange {
  /** Below `/api/v1/projects/{projectId}`. */
  readonly path: string;
  readonly init: RequestInit;
}

/** Changes something about the team and looks at it again. */
export function useTellTeam(projectId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, init }: TeamChange) => tellApi(`/api/v1/projects/${projectId}${path}`, init),
    onSettled: () => client.invalidateQueries({ queryKey: ["team", projectId] }),
  });
}
