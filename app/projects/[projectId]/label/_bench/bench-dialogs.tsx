"use client";

import { useEffect } from "react";
import { AskDialog, fetchPartsAhead, HistoryDrawer, KeyTable, NoteDialog } from "./later-parts";
import type { BenchScreen } from "./use-bench-screen";

/** What opens over the bench. */
export function BenchDialogs({ screen }: { readonly screen: BenchScreen }) {
  const { bench, state, open, setOpen, keymap } = screen;
  const close = () => setOpen(null);
  const hasBegun = screen.view.spoken !== "";
  const isAlong = screen.view.along;
  useEffect(() => {
    if (isAlong) fetchPartsAhead();
    else if (hasBegun) whenIdle(fetchPartsAhead);
  }, [hasBegun, isAlong]);
  return (
    <>
      {open === "keys" && (
        <KeyTable
          onClose={close}
          labelClasses={state.labelClasses}
          keymap={keymap}
          hasGuidelines={screen.hasGuidelines}
          hasImages={state.modality === "image"}
          hasGuesses={state.suggestions !== "hidden"}
          settings={screen.settings}
          onSettings={screen.changeSettings}
        />
      )}
      {open === "history" && <HistoryDrawer screen={screen} onClose={close} />}
      {(open === "skip" || open === "flag") && (
        <NoteDialog
          // A note is about the sample it was begun for.
          key={screen.view.samples[0]?.sampleId}
          kind={open}
          onSend={(note) => void bench?.session[open](note)}
          onClose={close}
        />
      )}
      {open === "ask" && (
        <AskDialog
          task={state.task}
          labelClasses={state.labelClasses}
          onAsk={({ id }) => void bench?.session.ask(id)}
          onClose={close}
        />
      )}
    </>
  );
}

function whenIdle(work: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(work);
  else setTimeout(work, 1_000);
}
