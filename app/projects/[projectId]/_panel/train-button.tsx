"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "../../../_components/button";
import { json, tellApi } from "../../../_components/call-api";
import { useToast } from "../../../_components/toast";

/** Asks for a round now, instead of after the next few labels. */
export function TrainButton({ projectId }: { readonly projectId: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const train = useMutation({
    mutationFn: () => tellApi(`/api/v1/projects/${projectId}/rounds`, json("POST", {})),
    onSuccess: () => {
      toast("A round is asked for; the new queue follows by itself.");
      return client.invalidateQueries({ queryKey: ["panel", projectId] });
    },
    onError: (error) => toast(error.message),
  });
  return (
    <Button className="-my-1 min-h-8! px-2.5! py-1!" busy={train.isPending} onClick={() => train.mutate()}>
      Train now
    </Button>
  );
}
