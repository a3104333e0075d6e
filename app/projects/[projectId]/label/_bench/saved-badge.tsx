"use client";

import clsx from "clsx";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { signInPath } from "./empty-bench";
import { RefusedDialog } from "./later-parts";
import type { OutboxState } from "./outbox";
import type { OutboxEntry } from "./outbox-entry";
import { savedStateOf } from "./saved-state";

/** One width for all words, so that nothing around them moves. */
const place = "block w-[12.5rem] truncate text-start";

interface SavedBadgeProps {
  readonly projectId: string;
  readonly state: OutboxState;
  readonly onLabelAgain: (entry: OutboxEntry) => void;
  readonly onDiscard: (entry: OutboxEntry) => void;
  /** Opens a session in place; left out: a link leads to the page that does. */
  readonly onSignIn?: () => void;
}

/** Whether all work is safe, always on the screen and always at the same place. */
export function SavedBadge({ projectId, state, onLabelAgain, onDiscard, onSignIn }: SavedBadgeProps) {
  const t = useTranslations("bench.outbox");
  const [isOpen, setIsOpen] = useState(false);
  const refused = state.entries.filter(({ refusal }) => refusal !== null);
  return (
    <div className="flex min-w-0 items-center gap-3 text-[0.8125rem]">
      {refused.length > 0 && (
        <button
          type="button"
          onClick={() => setIsOpen(true)}
          className="min-h-6 rounded font-medium text-warn underline pointer-coarse:min-h-11"
        >
          {t("refused", { count: refused.length })}
        </button>
      )}
      <SavedWords projectId={projectId} state={state} onSignIn={onSignIn} />
      {isOpen && refused.length > 0 && (
        <RefusedDialog
          onClose={() => setIsOpen(false)}
          refused={refused}
          onLabelAgain={(entry) => {
            onLabelAgain(entry);
            setIsOpen(false);
          }}
          onDiscard={onDiscard}
        />
      )}
    </div>
  );
}

function SavedWords({
  projectId,
  state,
  onSignIn,
}: Pick<SavedBadgeProps, "projectId" | "state" | "onSignIn">) {
  const t = useTranslations("bench.outbox");
  const { kind, count } = savedStateOf(state);
  const isFine = kind === "saved" || kind === "saving";
  const hint = state.durable ? (state.trouble ?? undefined) : t("notDurable");
  const words = (
    <>
      <span
        aria-hidden="true"
        className={clsx(
          "me-2 inline-block size-2 rounded-full",
          isFine ? "bg-accent" : "bg-warn",
          kind === "saving" && "opacity-50",
        )}
      />
      {t(kind, { count })}
    </>
  );
  const look = clsx(place, isFine ? "text-accent" : "font-medium text-warn");
  if (kind === "signed-out") {
    return onSignIn ? (
      <button type="button" onClick={onSignIn} className={clsx(look, "underline")}>
        {words}
      </button>
    ) : (
      <a href={signInPath(projectId)} className={clsx(look, "underline")}>
        {words}
      </a>
    );
  }
  return (
    <span title={hint} data-saved={kind} className={look}>
      {words}
    </span>
  );
}
