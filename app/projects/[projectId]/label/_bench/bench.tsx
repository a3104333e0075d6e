"use client";

import { useEffect } from "react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import type { UserSettings } from "@/lib/contracts/user-settings";
import { OutboxBadge } from "../../_outbox/outbox-badge";
import { savedStateOf } from "../../_outbox/saved-state";
import { AlongSwitch } from "./along-switch";
import { BenchActions } from "./bench-actions";
import { BenchDialogs } from "./bench-dialogs";
import { BenchHeader } from "./bench-header";
import { BreakHint } from "./break-hint";
import { LabelKeys } from "./label-keys";
import { SampleImages } from "./later-parts";
import { SampleArea } from "./sample-area";
import { SpokenLine } from "./spoken-line";
import { StatusLine } from "./status-line";
import { useBenchScreen } from "./use-bench-screen";

interface BenchProps {
  readonly initial: BenchState;
  readonly settings: UserSettings;
  readonly userId: string;
  readonly role: "owner" | "lead" | "annotator";
  /** The server's time when it made the page. */
  readonly serverTime: number;
}

/** The label screen: one sample, its labels, and the state of the work around them. */
export function Bench({ initial, settings, userId, role, serverTime }: BenchProps) {
  const screen = useBenchScreen(initial, userId, settings);
  const { bench, state, view, keymap, command } = screen;
  const t = useTranslations("bench.actions");
  const sample = view.samples[0];
  useEffect(() => {
    if (initial.modality === "image") SampleImages.fetchAhead();
  }, [initial.modality]);
  return (
    <div className="flex min-h-dvh flex-col md:h-dvh md:min-h-[34rem]">
      <BenchHeader
        state={state}
        role={role}
        isUnreachable={
          savedStateOf(screen.outboxState).kind === "offline" || view.trouble?.code === "unreachable"
        }
        alongSwitch={<AlongSwitch screen={screen} />}
        savedBadge={
          <OutboxBadge
            projectId={state.projectId}
            userId={userId}
            outbox={bench?.outbox}
            state={screen.outboxState}
            trouble={view.trouble}
            onSignedIn={() => void bench?.session.fill()}
            onLabelAgain={(entry) => void bench?.session.labelAgain(entry)}
          />
        }
      />
      <main className="mx-auto grid w-full max-w-[80rem] flex-1 content-start gap-3 px-4 pt-3 sm:px-6 md:min-h-0 md:grid-cols-[minmax(0,1fr)_20rem] md:has-[>aside:empty]:grid-cols-1 md:grid-rows-[minmax(0,1fr)] md:content-stretch md:gap-6 md:pt-6">
        <SampleArea screen={screen} mayLead={role !== "annotator"} />
        <aside className="flex min-h-0 flex-col gap-4 empty:hidden">
          <LabelKeys screen={screen} />
        </aside>
      </main>
      <footer className="mx-auto grid w-full max-w-[80rem] gap-x-6 gap-y-2 px-4 py-3 text-[0.8125rem] text-muted sm:px-6 md:grid-cols-[minmax(0,1fr)_20rem] md:items-center">
        <BenchActions
          keymap={keymap}
          hasKeys={screen.singleKeys}
          hasGuidelines={screen.hasGuidelines}
          hasMetadata={Object.keys(sample?.metadata ?? {}).length > 0}
          onCommand={command}
        />
        <StatusLine state={state} isFinished={view.empty?.reason === "done"} serverTime={serverTime} />
        {state.credit && (
          <p className="col-span-full wrap-anywhere">{t("credit", { credit: state.credit })}</p>
        )}
      </footer>
      <SpokenLine spoken={view.spoken} sample={sample} />
      <BreakHint bench={bench} after={screen.settings.breakAfterMinutes} />
      <BenchDialogs screen={screen} />
    </div>
  );
}
