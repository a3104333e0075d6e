"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { AnnotationRequest } from "@/lib/contracts/labeling";
import { json, tellApi } from "../../../_components/call-api";
import { newAnnotationId } from "../_outbox/annotation-id";

export type Answer = { readonly labelClassId: string } | { readonly labelClassIds: string[] };

/**
 * Says something else of a sample: another annotation, the earlier one stays. The same answer sent again,
 * after a request whose answer was lost, carries the same id and is stored once.
 */
export function useChangeAnswer(projectId: string, sampleId: number) {
  const client = useQueryClient();
  const sent = useRef<{ readonly id: string; readonly body: string } | null>(null);
  return useMutation({
    mutationFn: (answer: Answer) => {
      const decided = { sampleId, seconds: 0, screen: "history" as const };
      const request: AnnotationRequest =
        "labelClassIds" in answer
          ? { action: "label-set", ...decided, ...answer }
          : { action: "label", ...decided, ...answer };
      const body = JSON.stringify(request);
      if (sent.current?.body !== body) sent.current = { id: newAnnotationId(), body };
      return tellApi(`/api/v1/projects/${projectId}/annotations/${sent.current.id}`, json("PUT", request));
    },
    onSuccess: async () => {
      sent.current = null;
      await Promise.all([
        client.invalidateQueries({ queryKey: ["own-annotations", projectId] }),
        client.invalidateQueries({ queryKey: ["own-work", projectId] }),
      ]);
    },
  });
}
