"use client";

import type { BenchState } from "@/lib/contracts/labeling";
import { BenchActions } from "./bench-actions";
import { BenchHeader } from "./bench-header";
import { KeyTable } from "./key-table";
import { LabelKeys } from "./label-keys";
import { SampleArea } from "./sample-area";
import { SavedBadge } from "./saved-badge";
import { SpokenLine } from "./spoken-line";
import { StatusLine } from "./status-line";
import { useBenchScreen } from "./use-bench-screen";

interface BenchProps {
  readonly initial: BenchState;
  readonly userId: string;
  readonly role: "owner" | "lead" | "annotator";
  /** The server's time when it made the page. */
  readonly serverTime: number;
}

/** The label screen: one sample, its labels, and the state of the work around them. */
export function Bench({ initial, userId, role, serverTime }: BenchProps) {
  const screen = useBenchScreen(initial, userId);
  const { bench, state, view, keys, command } = screen;
  const sample = view.samples[0];
  return (
    <div className="flex min-h-dvh flex-col md:h-dvh md:min-h-[34rem]">
      <BenchHeader
        state={state}
        role={role}
        savedBadge={
          <SavedBadge
            projectId={state.projectId}
            state={screen.outboxState}
            onLabelAgain={(entry) => void bench?.session.labelAgain(entry)}
            onDiscard={(entry) => void bench?.outbox.discard(entry)}
          />
        }
      />
      <main className="mx-auto grid w-full max-w-[76rem] flex-1 content-start gap-3 px-3 pt-3 sm:px-6 md:min-h-0 md:grid-cols-[minmax(0,1fr)_20rem] md:grid-rows-[minmax(0,1fr)] md:content-stretch md:gap-6 md:pt-6">
        <SampleArea screen={screen} mayLead={role !== "annotator"} />
        <aside className="flex min-h-0 flex-col gap-4">
          <LabelKeys
            labelClasses={state.labelClasses}
            keys={keys}
            disabled={!sample}
            searchField={screen.searchField}
            onChoose={screen.label}
          />
        </aside>
      </main>
      <footer className="mx-auto flex w-full max-w-[76rem] flex-wrap items-center gap-x-5 gap-y-1 px-3 py-3 text-[0.8125rem] text-muted sm:px-6">
        <BenchActions
          hasGuidelines={screen.hasGuidelines}
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
        open={screen.open === "keys"}
        onOpenChange={(isOpen) => screen.setOpen(isOpen ? "keys" : null)}
        labelClasses={state.labelClasses}
        keys={keys}
        hasGuidelines={screen.hasGuidelines}
        singleKeys={screen.singleKeys}
        onSingleKeys={screen.setSingleKeys}
      />
    </div>
  );
}
