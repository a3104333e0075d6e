"use client";

import { SignInDialog } from "../label/_bench/later-parts";
import type { Outbox, OutboxState } from "../label/_bench/outbox";
import { SavedBadge } from "../label/_bench/saved-badge";
import { useSignInPrompt } from "../label/_bench/use-sign-in-prompt";

interface BatchSavedBadgeProps {
  readonly projectId: string;
  readonly userId: string;
  /** Undefined while it is being opened. */
  readonly outbox: Outbox | undefined;
  readonly state: OutboxState;
  /** What the page asked for last and did not get. */
  readonly trouble: unknown;
  readonly onSignedIn: () => void;
}

/** Whether all work is safe, on a page without a bench; a session that ended is opened again in place. */
export function BatchSavedBadge(props: BatchSavedBadgeProps) {
  const { projectId, userId, outbox, state, trouble } = props;
  const signIn = useSignInPrompt(state, isSignedOut(trouble));
  return (
    <>
      <SavedBadge
        projectId={projectId}
        state={state}
        onLabelAgain={(entry) => void outbox?.discard(entry)}
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
