"use client";

import { useLocale, useTranslations } from "use-intl";
import type { GridState } from "@/lib/contracts/finding";
import { ButtonLink } from "../../../../_components/button-link";
import { EmptyState } from "../../../../_components/empty-state";
import { Spinner } from "../../../../_components/spinner";
import type { GridScreen } from "./use-grid";

interface EmptyGridProps {
  readonly projectId: string;
  readonly screen: GridScreen;
  readonly className: string | null;
  readonly mayLead: boolean;
}

/** Why there is no tile, and what makes some appear. */
export function EmptyGrid({ projectId, screen, className, mayLead }: EmptyGridProps) {
  const strings = useTranslations("grid");
  const locale = useLocale();
  const { state, view } = screen;
  const toBench = <ButtonLink href={`/projects/${projectId}/label`}>{strings("toBench")}</ButtonLink>;
  const toFind = <ButtonLink href={`/projects/${projectId}/find`}>{strings("toFind")}</ButtonLink>;
  const toWork = <ButtonLink href={`/projects/${projectId}/work`}>{strings("toWork")}</ButtonLink>;
  if (state.isPaused) {
    const toSettings = <ButtonLink href={`/projects/${projectId}/settings`}>{strings("resume")}</ButtonLink>;
    return (
      <EmptyState title={strings("paused")} action={mayLead && toSettings}>
        {strings("pausedWhy")}
      </EmptyState>
    );
  }
  if (state.lacks !== null) return <Lacking lacks={state.lacks} projectId={projectId} mayLead={mayLead} />;
  if (state.modelNumber === null) {
    return (
      <EmptyState
        title={strings("noModel")}
        action={
          <>
            {toBench}
            {toFind}
          </>
        }
      >
        {strings("noModelWhy", { count: state.labelsUntilRound })}
      </EmptyState>
    );
  }
  if (state.isFinished && (className === null || !view.isLoading)) {
    return (
      <EmptyState title={strings("finished")} action={toWork}>
        {strings("finishedWhy")}
      </EmptyState>
    );
  }
  if (className === null) {
    return (
      <EmptyState title={strings("noCandidatesAtAll")} action={toBench}>
        {strings("noCandidatesAtAllWhy")}
      </EmptyState>
    );
  }
  if (view.isLoading) {
    return (
      <p className="flex items-center justify-center gap-2 py-16 text-muted">
        <Spinner /> {strings("loading")}
      </p>
    );
  }
  if (view.empty?.reason === "leased" && view.empty.until !== null) {
    const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    const until = clock.format(new Date(view.empty.until));
    return <EmptyState title={strings("leased")}>{strings("leasedWhy", { until })}</EmptyState>;
  }
  if (view.empty?.reason === "done") {
    return (
      <EmptyState title={strings("done", { name: className })} action={toBench}>
        {strings("doneWhy")}
      </EmptyState>
    );
  }
  return (
    <EmptyState title={strings("noCandidates", { name: className })} action={toFind}>
      {strings("noCandidatesWhy")}
    </EmptyState>
  );
}

interface LackingProps {
  readonly lacks: NonNullable<GridState["lacks"]>;
  readonly projectId: string;
  readonly mayLead: boolean;
}

/** Where a lead can do something about it. */
const remedies = { classes: "settings", samples: "data", import: null } as const;

/** Nobody can label yet, so there is no number of labels to wait for. */
function Lacking({ lacks, projectId, mayLead }: LackingProps) {
  const strings = useTranslations("grid.lacks");
  const remedy = remedies[lacks];
  return (
    <EmptyState
      title={strings(`${lacks}.title`)}
      action={
        mayLead &&
        remedy !== null && (
          <ButtonLink kind="primary" href={`/projects/${projectId}/${remedy}`}>
            {strings(`${lacks as "classes" | "samples"}.action`)}
          </ButtonLink>
        )
      }
    >
      {strings(`${lacks}.${mayLead ? "bodyLead" : "body"}`)}
    </EmptyState>
  );
}
