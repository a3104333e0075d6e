"use client";

import type { Outbox, OutboxState } from "./outbox";
import { SignInDialog } from "./outbox-dialogs";
import type { OutboxEntry } from "./outbox-entry";
import { SavedBadge } from "./saved-badge";
import { useSignInPrompt } from "./use-sign-in-prompt";

interface OutboxBadgeProps {
  readonly projectId: string;
  readonly userId: string;
  /** Undefined while it is being opened. */
  readonly outbox: Outbox | undefined;
  readonly state: OutboxState;
  /** What the page asked for last and did not get. */
  readonly trouble: unknown;
  readonly onSignedIn: () => void;
  /** Brings a refused answer's sample back to the screen; left out where the page cannot. */
  readonly onLabelAgain?: (entry: OutboxEntry) => void;
}

/** Whether all work is safe; a session that ended is opened again in place. */
export function OutboxBadge(props: OutboxBadgeProps) {
  const { userId, outbox, state, trouble } = props;
  const signIn = useSignInPrompt(state, isSignedOut(trouble));
  return (
    <>
      <SavedBadge
        state={state}
        isRead={outbox !== undefined}
        projectId={props.projectId}
        onLabelAgain={props.onLabelAgain ?? null}
        onSendAgain={(entry) => void outbox?.sendAgain(entry)}
        onDiscard={(entry) => void outbox?.discard(entry)}
        onSignIn={signIn.open}
      />
      {signIn.isOpen && outbox && (
        <SignInDialog
          outbox={outbox}
          userId={userId}
          waiting={signIn.waiting}
          onSignedIn={props.onSignedIn}
          onClose={signIn.close}
        />
      )}
    </>
  );
}

function isSignedOut(trouble: unknown): boolean {
  return trouble instanceof Error && "code" in trouble && trouble.code === "not_signed_in";
}
