import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { EmptyReason } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { ButtonLink } from "../../../../_components/button-link";
import type { ApiError } from "../../../../_components/call-api";
import { EmptyState } from "../../../../_components/empty-state";
import { LocalTime } from "../../../../_components/local-time";
import { Spinner } from "../../../../_components/spinner";
import { useErrorText } from "../../../../_components/use-error-text";
import type { BenchView } from "./session-view";
import type { TellWhenMore } from "./use-tell-when-more";

interface EmptyBenchProps {
  readonly projectId: string;
  readonly mayLead: boolean;
  /** Null while the bench is being set up. */
  readonly view: BenchView | null;
  /** How many answers are still on their way. */
  readonly waiting: number;
  readonly tell: TellWhenMore;
  /** The class that is asked about; null where any may be answered. */
  readonly asked: { readonly name: string } | null;
  readonly onAskAny: () => void;
}

/** Why there is no sample, what to do, and when it goes on; it goes on by itself. */
export function EmptyBench({ view, waiting, ...rest }: EmptyBenchProps) {
  if (view?.trouble) return <Trouble trouble={view.trouble} projectId={rest.projectId} waiting={waiting} />;
  if (!view?.empty) return <Fetching />;
  return <NothingLeft {...view.empty} {...rest} />;
}

function Fetching() {
  const t = useTranslations("bench.empty");
  return (
    <p className="flex items-center gap-2 text-muted">
      <Spinner /> {t("fetching")}
    </p>
  );
}

interface TroubleProps {
  readonly trouble: ApiError;
  readonly projectId: string;
  readonly waiting: number;
}

/** What asking for samples failed of; rights may have been taken away since the page was opened. */
function Trouble({ trouble, projectId, waiting }: TroubleProps) {
  const t = useTranslations("bench.empty");
  const errorText = useErrorText();
  const kept = waiting > 0 ? ` ${t("kept")}` : "";
  switch (trouble.code) {
    case "not_signed_in":
      return (
        <EmptyState
          title={t("signedOut.title")}
          action={
            <ButtonLink kind="primary" href={signInPath(projectId)}>
              {t("signedOut.action")}
            </ButtonLink>
          }
        >
          {t("signedOut.body")}
          {kept}
        </EmptyState>
      );
    case "unreachable":
      return (
        <EmptyState title={t("offline.title")}>
          {t("offline.body")}
          {kept}
        </EmptyState>
      );
    case "forbidden":
    case "project_not_found":
      return (
        <EmptyState
          title={t("noRights.title")}
          action={<ButtonLink href="/projects">{t("noRights.action")}</ButtonLink>}
        >
          {t("noRights.body")}
          {kept}
        </EmptyState>
      );
    default:
      return (
        <EmptyState title={t("failed.title")}>
          {errorText(trouble)}
          {kept}
        </EmptyState>
      );
  }
}

/** Signing in leads back here. */
export function signInPath(projectId: string): string {
  return `/sign-in?return=${encodeURIComponent(`/projects/${projectId}/label`)}`;
}

/** Where a lead can do something about it. */
const remedies = {
  done: "",
  leased: null,
  "budget-leased": null,
  preparing: null,
  "budget-spent": "/settings",
  paused: "/settings",
  "no-classes": "/settings",
  "no-samples": "/data",
  asked: null,
  blind: null,
} as const satisfies Record<EmptyReason, string | null>;

interface NothingLeftProps extends Omit<EmptyBenchProps, "view" | "waiting"> {
  readonly reason: EmptyReason;
  readonly until: string | null;
}

function NothingLeft({ reason, until, projectId, mayLead, tell, asked, onAskAny }: NothingLeftProps) {
  const t = useTranslations("bench.empty");
  const binary = useTranslations("bench.binary");
  const remedy = remedies[reason];
  const time = (): ReactNode => until && <LocalTime instant={until} />;
  const body =
    reason === "leased" || reason === "budget-leased"
      ? t.rich(`${reason}.${until ? "bodyUntil" : "body"}`, { time })
      : reason === "asked" || reason === "blind"
        ? t(`${reason}.body`)
        : t(`${reason}.${mayLead ? "bodyLead" : "body"}`);
  return (
    <EmptyState
      title={t(`${reason}.title`, { name: asked?.name ?? "" })}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {mayLead && remedy !== null && (
            <ButtonLink kind="primary" href={`/projects/${projectId}${remedy}`}>
              {t(`${reason as RemediedReason}.action`)}
            </ButtonLink>
          )}
          {asked && (
            <Button kind={mayGoOn(reason) ? "primary" : "secondary"} onClick={onAskAny}>
              {binary("leave")}
            </Button>
          )}
          <TellButton tell={tell} />
        </div>
      }
    >
      {body}
    </EmptyState>
  );
}

/** Whether there are samples for any class, only none to ask about this one. */
function mayGoOn(reason: EmptyReason): boolean {
  return reason === "asked" || reason === "blind";
}

type RemediedReason = "done" | "budget-spent" | "paused" | "no-classes" | "no-samples";

function TellButton({ tell }: { readonly tell: TellWhenMore }) {
  const t = useTranslations("bench.empty");
  return (
    <Button aria-pressed={tell.isAsked} onClick={tell.toggle} className="aria-pressed:bg-accent-soft">
      {t(tell.isAsked ? "tellAsked" : "tell")}
    </Button>
  );
}
