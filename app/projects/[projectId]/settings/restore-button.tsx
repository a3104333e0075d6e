"use client";

import { Button } from "../../../_components/button";
import { useToast } from "../../../_components/toast";
import type { LabelClass } from "./class-settings";
import { useAddClass } from "./use-add-class";

interface RestoreButtonProps {
  readonly projectId: string;
  readonly labelClass: LabelClass;
}

export function RestoreButton({ projectId, labelClass }: RestoreButtonProps) {
  const toast = useToast();
  const add = useAddClass(projectId);
  return (
    <Button
      kind="quiet"
      busy={add.isPending}
      onClick={() => add.mutate(labelClass.name, { onError: (error) => toast(error.message) })}
    >
      Bring back<span className="sr-only"> {labelClass.name}</span>
    </Button>
  );
}
