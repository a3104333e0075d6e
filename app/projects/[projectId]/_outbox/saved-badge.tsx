"use client";

import clsx from "clsx";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { OutboxState } from "./outbox";
import { RefusedDialog, WaitingDialog } from "./outbox-dialogs";
import { isWaiting, type OutboxEntry } from "./outbox-entry";
import { savedStateOf } from "./saved-state";
import { SpokenState } from "./spoken-state";

/** A finger finds 44 px, a line of text takes 24: what can be pressed moves nothing where it comes and goes. */
const line = "leading-6 pointer-coarse:-my-2.5 pointer-coarse:py-2.5";
/** One width for all words, so that nothing around them moves. */
const place = clsx(line, "block w-[12.5rem] truncate rounded");

interface SavedBadgeProps {
  readonly projectId: string;
  readonly state: OutboxState;
  /** Whether it is known what this browser kept from before. */
  readonly isRead: boolean;
  /** Null where no sample can come back to the screen. */
  readonly onLabelAgain: ((entry: OutboxEntry) => void) | null;
  readonly onSendAgain: (entry: OutboxEntry) => void;
  readonly onDiscard: (entry: OutboxEntry) => void;
  /** Opens a session in place. */
  readonly onSignIn: () => void;
}

/** Whether all work is safe, always on the screen and always at the same place. */
export function SavedBadge(props: SavedBadgeProps) {
  const { projectId, state, onLabelAgain, onSendAgain, onDiscard, onSignIn } = props;
  const t = useTranslations("bench.outbox");
  const [isOpen, setIsOpen] = useState(false);
  const refused = state.entries.filter(({ refusal }) => refusal !== null);
  const isInUse = state.entries.length > 0;
  // With the first answer: by the time that they are needed the connection may be gone.
  useEffect(() => {
    if (!isInUse) return;
    RefusedDialog.fetchAhead();
    WaitingDialog.fetchAhead();
  }, [isInUse]);
  return (
    <div className="ms-auto flex min-w-0 items-center justify-end gap-3 text-[0.8125rem]">
      {refused.length > 0 && (
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className={clsx(line, "rounded font-medium text-warn underline")}
        >
          {t("refused", { count: refused.length })}
        </button>
      )}
      {props.isRead ? <SavedWords state={state} onSignIn={onSignIn} /> : <ReadingWords />}
      <SpokenState state={state} />
      {isOpen && refused.length > 0 && (
        <RefusedDialog
          onClose={() => setIsOpen(false)}
          refused={refused}
          projectId={projectId}
          onLabelAgain={
            onLabelAgain &&
            ((entry) => {
              onLabelAgain(entry);
              setIsOpen(false);
            })
          }
          onSendAgain={onSendAgain}
          onDiscard={onDiscard}
        />
      )}
    </div>
  );
}

/** Until then nothing may look as if all were saved. */
function ReadingWords() {
  const t = useTranslations("bench.outbox");
  return (
    <span data-saved="reading" className={clsx(place, "text-end text-muted")}>
      {t("reading")}
    </span>
  );
}

/** Where there is more to say than fits, a press says it. */
function SavedWords({ state, onSignIn }: Pick<SavedBadgeProps, "state" | "onSignIn">) {
  const t = useTranslations("bench.outbox");
  const [isOpen, setIsOpen] = useState(false);
  const { kind, count } = savedStateOf(state);
  const isFine = state.durable && (kind === "saved" || kind === "saving");
  const isRefused = state.entries.some((entry) => !isWaiting(entry));
  const word = kind === "saved" && isRefused ? "othersSaved" : kind;
  const words = state.durable ? t(word, { count }) : t(`unkept.${kind}`, { count });
  // Beside what was refused the words begin where that ends.
  const side = isRefused ? "text-start" : "text-end";
  // Other words begin elsewhere in the line: as an element of their own they move nothing.
  const inside = (
    <span key={`${side} ${words}`}>
      <span
        aria-hidden="true"
        className={clsx(
          "me-2 inline-block size-2 rounded-full",
          isFine ? "bg-accent" : "bg-warn",
          kind === "saving" && "opacity-50",
        )}
      />
      {words}
    </span>
  );
  if (isFine) {
    return (
      <span data-saved={kind} className={clsx(place, side, "text-accent")}>
        {inside}
      </span>
    );
  }
  return (
    <>
      <button
        type="button"
        data-saved={kind}
        onClick={() => (kind === "signed-out" ? onSignIn() : setIsOpen(true))}
        className={clsx(place, side, "font-medium text-warn underline")}
      >
        {inside}
      </button>
      {isOpen && <WaitingDialog state={state} title={words} onClose={() => setIsOpen(false)} />}
    </>
  );
}
