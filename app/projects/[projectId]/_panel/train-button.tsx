"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { json, tellApi } from "../../../_components/call-api";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";
import { panelKey } from "./panel-key";

interface TrainButtonProps {
  readonly projectId: string;
  /** Whether rounds hold on to a model: then they train none. */
  readonly isFrozen: boolean;
}

/** Asks for a round now, instead of after the next few labels; says beside itself when that failed. */
export function TrainButton({ projectId, isFrozen }: TrainButtonProps) {
  const t = useTranslations("panel.activity");
  const errorText = useErrorText();
  const client = useQueryClient();
  const toast = useToast();
  const train = useMutation({
    mutationFn: () => tellApi(`/api/v1/projects/${projectId}/rounds`, json("POST", {})),
    onSuccess: () => {
      toast(t(isFrozen ? "rankAsked" : "trainAsked"));
      return client.invalidateQueries({ queryKey: panelKey(projectId) });
    },
  });
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2">
      {train.error && (
        <span role="alert" className="min-w-0 wrap-anywhere text-warn">
          {errorText(train.error)}
        </span>
      )}
      <Button className="-my-1 min-h-8! px-2.5! py-1!" busy={train.isPending} onClick={() => train.mutate()}>
        {t(isFrozen ? "rank" : "train")}
      </Button>
    </span>
  );
}
