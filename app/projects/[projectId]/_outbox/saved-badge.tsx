"use client";

import clsx from "clsx";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { OutboxState } from "./outbox";
import { RefusedDialog } from "./outbox-dialogs";
import type { OutboxEntry } from "./outbox-entry";
import { savedStateOf } from "./saved-state";

/** One width for all words, so that nothing around them moves. */
const place = "block w-[12.5rem] truncate text-start";

interface SavedBadgeProps {
  readonly state: OutboxState;
  readonly onLabelAgain: (entry: OutboxEntry) => void;
  readonly onDiscard: (entry: OutboxEntry) => void;
  /** Opens a session in place. */
  readonly onSignIn: () => void;
}

/** Whether all work is safe, always on the screen and always at the same place. */
export function SavedBadge({ state, onLabelAgain, onDiscard, onSignIn }: SavedBadgeProps) {
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
      <SavedWords state={state} onSignIn={onSignIn} />
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

function SavedWords({ state, onSignIn }: Pick<SavedBadgeProps, "state" | "onSignIn">) {
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
    return (
      <button type="button" onClick={onSignIn} className={clsx(look, "underline")}>
        {words}
      </button>
    );
  }
  return (
    <span title={hint} data-saved={kind} className={look}>
      {words}
    </span>
  );
}
