import type { ReactNode } from "react";
import type { EmptyReason } from "@/lib/contracts/labeling";
import { ButtonLink } from "../../../../_components/button";
import type { ApiError } from "../../../../_components/call-api";
import { EmptyState } from "../../../../_components/empty-state";
import { LocalTime } from "../../../../_components/local-time";
import { Spinner } from "../../../../_components/spinner";
import type { BenchView } from "./bench-session";

interface EmptyBenchProps {
  readonly projectId: string;
  readonly mayLead: boolean;
  /** Null while the bench is being set up. */
  readonly view: BenchView | null;
  /** How many answers are still on their way. */
  readonly waiting: number;
}

/** Why there is no sample, what to do, and when it goes on; it goes on by itself. */
export function EmptyBench({ projectId, mayLead, view, waiting }: EmptyBenchProps) {
  if (view?.trouble) return <Trouble trouble={view.trouble} projectId={projectId} waiting={waiting} />;
  if (!view?.empty) return <Fetching />;
  const { reason, until } = view.empty;
  const { title, body, action } = wordsFor(reason, { until, mayLead, projectId });
  return (
    <EmptyState title={title} action={action}>
      {body}
    </EmptyState>
  );
}

function Fetching() {
  return (
    <p className="flex items-center gap-2 text-muted">
      <Spinner /> Fetching samples
    </p>
  );
}

function Trouble({
  trouble,
  projectId,
  waiting,
}: {
  readonly trouble: ApiError;
  readonly projectId: string;
  readonly waiting: number;
}) {
  const kept = waiting > 0 ? " What you labeled is kept in this browser and will be sent." : "";
  if (trouble.code === "not_signed_in") {
    return (
      <EmptyState
        title="You are signed out"
        action={
          <ButtonLink kind="primary" href={signInPath(projectId)}>
            Sign in again
          </ButtonLink>
        }
      >
        Sign in to go on where you were.{kept}
      </EmptyState>
    );
  }
  if (trouble.code === "unreachable") {
    return (
      <EmptyState title="Offline">
        The next samples come as soon as Winnow can be reached; it is tried again by itself.{kept}
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No samples could be fetched">
      {trouble.message}
      {kept}
    </EmptyState>
  );
}

/** Signing in leads back here. */
export function signInPath(projectId: string): string {
  return `/sign-in?return=${encodeURIComponent(`/projects/${projectId}/label`)}`;
}

interface Circumstances {
  readonly until: string | null;
  readonly mayLead: boolean;
  readonly projectId: string;
}

interface Words {
  readonly title: string;
  readonly body: ReactNode;
  readonly action?: ReactNode;
}

function wordsFor(reason: EmptyReason, { until, mayLead, projectId }: Circumstances): Words {
  const page = (path: string, words: string) =>
    mayLead && <ButtonLink href={`/projects/${projectId}${path}`}>{words}</ButtonLink>;
  switch (reason) {
    case "done":
      return {
        title: "Everything is labeled",
        body: "Every sample of this project has been decided. Undo still works. New samples appear here by themselves.",
        action: page("", "See what the model learned"),
      };
    case "leased":
      return {
        title: "The last samples are on other screens",
        body: (
          <>
            They come here as soon as they are given back
            {until && (
              <>
                , at the latest at <LocalTime instant={until} />
              </>
            )}
            . There is nothing you need to do.
          </>
        ),
      };
    case "preparing":
      return {
        title: "The next samples are being chosen",
        body: "Winnow is reading or ranking them. They appear here by themselves, usually within seconds.",
      };
    case "no-classes":
      return {
        title: "There is nothing to choose from yet",
        body: `Labeling needs at least two classes. ${mayLead ? "Add them in the settings." : "The project's lead adds them; samples then appear here by themselves."}`,
        action: page("/settings", "Add classes"),
      };
    case "no-samples":
      return {
        title: "There are no samples yet",
        body: mayLead
          ? "Import a file; its samples then appear here by themselves."
          : "The project's lead imports them; they then appear here by themselves.",
        action: page("/data", "Import samples"),
      };
  }
}
