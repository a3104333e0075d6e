"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { assignKeys, type BenchAct, type BenchCommand, type LabelClass } from "./keymap";
import { useBenchState, useBenchView, useOpenBench, useOutboxState } from "./use-bench";
import { useBenchKeys, useSingleKeySwitch } from "./use-bench-keys";

type Panel = "guidelines" | "metadata" | "keys";

/** All that the label screen shows and does; its components only draw. */
export function useBenchScreen(initial: BenchState, userId: string) {
  const bench = useOpenBench(initial.projectId, userId);
  const session = bench?.session;
  const state = useBenchState(initial, bench);
  const { labelClasses } = state;
  const [open, setOpen] = useState<Panel | null>(null);
  const [singleKeys, setSingleKeys] = useSingleKeySwitch();
  const searchField = useRef<HTMLInputElement>(null);
  const keys = useMemo(() => assignKeys(labelClasses), [labelClasses]);
  const hasGuidelines = state.guidelines !== "" || labelClasses.some((each) => each.description !== "");

  /** False when the sample was not on the screen long enough for an answer to be meant for it. */
  const label = useCallback(
    (chosen: LabelClass) => {
      if (!session?.canAnswer) return false;
      void session.label(chosen);
      return true;
    },
    [session],
  );
  const command = useCallback(
    (asked: BenchCommand) => {
      if (asked === "skip") void session?.skip();
      else if (asked === "undo") void session?.undo();
      else if (asked === "search") searchField.current?.focus();
      else if (asked !== "guidelines" || hasGuidelines) setOpen((now) => (now === asked ? null : asked));
    },
    [session, hasGuidelines],
  );
  const act = useCallback(
    (meant: BenchAct) => {
      if (meant.kind === "command") return command(meant.command);
      const chosen = labelClasses.find(({ id }) => id === meant.labelClassId);
      if (chosen) label(chosen);
    },
    [command, label, labelClasses],
  );
  useBenchKeys(keys, singleKeys && open !== "keys", act);
  const onPainted = useCallback((sampleId: number) => session?.painted(sampleId), [session]);

  const view = useBenchView(bench);
  const outboxState = useOutboxState(bench);
  return {
    ...{ bench, state, view, outboxState, keys, hasGuidelines, searchField },
    ...{ open, setOpen, singleKeys, setSingleKeys, label, command, onPainted },
  };
}

export type BenchScreen = ReturnType<typeof useBenchScreen>;
