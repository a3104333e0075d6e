"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { BenchActions } from "./bench-actions";
import { BenchHeader } from "./bench-header";
import { EmptyBench } from "./empty-bench";
import { GuidelinesPanel } from "./guidelines-panel";
import { KeyTable } from "./key-table";
import { assignKeys, type BenchAct, type BenchCommand } from "./keymap";
import { LabelKeys } from "./label-keys";
import { MetadataPanel } from "./metadata-panel";
import { isWaiting } from "./outbox-entry";
import { SampleCard } from "./sample-card";
import { SavedBadge } from "./saved-badge";
import { SpokenLine } from "./spoken-line";
import { StatusLine } from "./status-line";
import { useBenchState, useBenchView, useOpenBench, useOutboxState } from "./use-bench";
import { useBenchKeys, useSingleKeySwitch } from "./use-bench-keys";

interface BenchProps {
  readonly initial: BenchState;
  readonly userId: string;
  readonly role: "owner" | "lead" | "annotator";
  /** The server's time when it made the page. */
  readonly serverTime: number;
}

type Panel = "guidelines" | "metadata" | "keys";

/** The label screen: one sample, its labels, and the state of the work around them. */
export function Bench({ initial, userId, role, serverTime }: BenchProps) {
  const bench = useOpenBench(initial.projectId, userId);
  const view = useBenchView(bench);
  const outbox = useOutboxState(bench);
  const state = useBenchState(initial, bench);
  const [open, setOpen] = useState<Panel | null>(null);
  const [singleKeys, setSingleKeys] = useSingleKeySwitch();
  const searchField = useRef<HTMLInputElement>(null);
  const { labelClasses } = state;
  const keys = useMemo(() => assignKeys(labelClasses), [labelClasses]);
  const hasGuidelines = state.guidelines !== "" || labelClasses.some((each) => each.description !== "");

  const command = useCallback(
    (asked: BenchCommand) => {
      if (asked === "skip") void bench?.session.skip();
      else if (asked === "undo") void bench?.session.undo();
      else if (asked === "search") searchField.current?.focus();
      else if (asked !== "guidelines" || hasGuidelines) setOpen((now) => (now === asked ? null : asked));
    },
    [bench, hasGuidelines],
  );
  const act = useCallback(
    (meant: BenchAct) => {
      if (meant.kind === "command") return command(meant.command);
      const chosen = labelClasses.find(({ id }) => id === meant.labelClassId);
      if (chosen) void bench?.session.label(chosen);
    },
    [bench, command, labelClasses],
  );
  useBenchKeys(keys, singleKeys && open !== "keys", act);
  const onPainted = useCallback((sampleId: number) => bench?.session.painted(sampleId), [bench]);
  const sample = view.samples[0];

  return (
    <div className="flex min-h-dvh flex-col md:h-dvh md:min-h-[34rem]">
      <BenchHeader
        state={state}
        role={role}
        savedBadge={
          <SavedBadge
            projectId={state.projectId}
            state={outbox}
            onLabelAgain={(entry) => void bench?.session.labelAgain(entry)}
            onDiscard={(entry) => void bench?.outbox.discard(entry)}
          />
        }
      />
      <main className="mx-auto grid w-full max-w-[76rem] flex-1 content-start gap-3 px-3 pt-3 sm:px-6 md:min-h-0 md:grid-cols-[minmax(0,1fr)_20rem] md:grid-rows-[minmax(0,1fr)] md:content-stretch md:gap-6 md:pt-6">
        <SampleCard
          samples={view.samples}
          notice={view.notice}
          onPainted={onPainted}
          empty={
            <EmptyBench
              projectId={state.projectId}
              mayLead={role !== "annotator"}
              view={bench && view}
              waiting={outbox.entries.filter(isWaiting).length}
            />
          }
          guidelines={
            open === "guidelines" && (
              <GuidelinesPanel
                guidelines={state.guidelines}
                labelClasses={labelClasses}
                onClose={() => setOpen(null)}
              />
            )
          }
          metadata={open === "metadata" && <MetadataPanel metadata={sample?.metadata ?? {}} />}
        />
        <aside className="flex min-h-0 flex-col gap-4">
          <LabelKeys
            labelClasses={labelClasses}
            keys={keys}
            disabled={!sample}
            searchField={searchField}
            onChoose={(labelClass) => void bench?.session.label(labelClass)}
          />
        </aside>
      </main>
      <footer className="mx-auto flex w-full max-w-[76rem] flex-wrap items-center gap-x-5 gap-y-1 px-3 py-3 text-[0.8125rem] text-muted sm:px-6">
        <BenchActions
          hasGuidelines={hasGuidelines}
          hasMetadata={Object.keys(sample?.metadata ?? {}).length > 0}
          onCommand={command}
        />
        <StatusLine state={state} serverTime={serverTime} />
        {state.credit && (
          <p className="w-full truncate" title={state.credit}>
            Sample data: {state.credit}
          </p>
        )}
      </footer>
      <SpokenLine spoken={view.spoken} sample={sample} />
      <KeyTable
        open={open === "keys"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "keys" : null)}
        labelClasses={labelClasses}
        keys={keys}
        singleKeys={singleKeys}
        onSingleKeys={setSingleKeys}
      />
    </div>
  );
}
