"use client";

import clsx from "clsx";
import { useState } from "react";
import { Button } from "../../../../_components/button";
import { Dialog } from "../../../../_components/dialog";
import { signInPath } from "./empty-bench";
import type { OutboxState } from "./outbox";
import type { OutboxEntry } from "./outbox-entry";
import { type SavedState, savedStateOf } from "./saved-state";

/** One width for all words, so that nothing around them moves. */
const place = "block w-[11.5rem] whitespace-nowrap";

interface SavedBadgeProps {
  readonly projectId: string;
  readonly state: OutboxState;
  readonly onLabelAgain: (entry: OutboxEntry) => void;
  readonly onDiscard: (entry: OutboxEntry) => void;
}

/** Whether all work is safe, always on the screen and always at the same place. */
export function SavedBadge({ projectId, state, onLabelAgain, onDiscard }: SavedBadgeProps) {
  const [isOpen, setIsOpen] = useState(false);
  const saved = savedStateOf(state);
  const refused = state.entries.filter(({ refusal }) => refusal !== null);
  return (
    <div className="flex items-center gap-3 text-[0.8125rem]">
      {refused.length > 0 && (
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className="rounded font-medium text-warn underline"
        >
          {refused.length} refused
        </button>
      )}
      <SavedWords projectId={projectId} saved={saved} state={state} />
      <Dialog
        open={isOpen && refused.length > 0}
        onOpenChange={setIsOpen}
        title="Not taken by the server"
        description="These answers are kept in this browser until you decide. All others are safe."
      >
        <ul className="space-y-3">
          {refused.map((entry) => (
            <li key={entry.id} className="rounded-lg border border-line p-3">
              <p dir="auto" className="line-clamp-2 text-muted wrap-anywhere">
                {entry.sample.text ?? `Image ${entry.sample.sampleId}`}
              </p>
              <p className="mt-1 whitespace-pre-line">{entry.refusal?.message}</p>
              <div className="mt-2 flex gap-2">
                {entry.input.action !== "undo" && (
                  <Button
                    onClick={() => {
                      onLabelAgain(entry);
                      setIsOpen(false);
                    }}
                  >
                    Label again
                  </Button>
                )}
                <Button kind="danger" onClick={() => onDiscard(entry)}>
                  Discard
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Dialog>
    </div>
  );
}

interface SavedWordsProps {
  readonly projectId: string;
  readonly saved: SavedState;
  readonly state: OutboxState;
}

function SavedWords({ projectId, saved, state }: SavedWordsProps) {
  const isFine = saved.kind === "saved" || saved.kind === "saving";
  const hint = state.durable
    ? (state.trouble ?? undefined)
    : "This browser keeps nothing: do not close the page before all is saved.";
  const words = (
    <>
      <span
        aria-hidden="true"
        className={clsx(
          "mr-2 inline-block size-2 rounded-full",
          isFine ? "bg-accent" : "bg-warn",
          saved.kind === "saving" && "opacity-50",
        )}
      />
      {saved.words}
    </>
  );
  if (saved.kind === "signed-out") {
    return (
      <a href={signInPath(projectId)} className={clsx(place, "font-medium text-warn underline")}>
        {words}
      </a>
    );
  }
  return (
    <span
      title={hint}
      data-saved={saved.kind}
      className={clsx(place, isFine ? "text-accent" : "font-medium text-warn")}
    >
      {words}
    </span>
  );
}
