"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import type { Progress } from "@/lib/contracts/progress";
import { Button } from "../../../_components/button";
import { callApi } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { pollMilliseconds } from "../../../_components/poll-milliseconds";
import { useErrorText } from "../../../_components/use-error-text";
import { useProjectEvents } from "../../../_components/use-project-events";
import { ActivityCard } from "./activity-card";
import { AdviceCard } from "./advice-card";
import { ClassesCard } from "./classes-card";
import { CurveCard } from "./curve-card";
import { GoalCard } from "./goal-card";
import { GoalDialog } from "./goal-dialog";
import { Headline } from "./headline";
import { HoldoutCard } from "./holdout-card";
import { ModelsCard } from "./models-card";
import { OraclePlayer } from "./oracle-player";
import { panelKey } from "./panel-key";
import { SavedCard } from "./saved-card";
import { SpentCard } from "./spent-card";
import { StateNotes } from "./state-notes";

interface PanelViewProps {
  readonly initial: Panel;
  readonly initialProgress: Progress;
  /** Leads may ask for a round, let the known answers label and set what is aimed at. */
  readonly mayLead: boolean;
}

export function PanelView({ initial, initialProgress, mayLead }: PanelViewProps) {
  const t = useTranslations("panel");
  const errorText = useErrorText();
  const { id } = initial.project;
  const { panel, progress, receivedAt, error } = usePanel(initial, initialProgress);
  const [isSettingGoal, setSettingGoal] = useState(false);
  const goalButton = (kind: "small" | "medium") =>
    mayLead && (
      <Button
        className={kind === "small" ? "-my-1 min-h-8! px-2.5! py-1! print:hidden" : undefined}
        onClick={() => setSettingGoal(true)}
      >
        {t("goal.change")}
      </Button>
    );
  return (
    <>
      <StateNotes panel={panel} mayLead={mayLead} />
      <Headline panel={panel} progress={progress} mayLead={mayLead} />
      {error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(error) })} />
        </div>
      )}
      {mayLead && panel.project.hasTruth && (
        <div className="mb-5 print:hidden">
          <OraclePlayer projectId={id} />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21.25rem]">
        <div className="contents grid-cols-1 gap-5 lg:grid">
          <CurveCard progress={progress} goalButton={goalButton("medium")} />
          <div className="grid grid-cols-1 gap-5 md:grid-cols-2">
            <SavedCard progress={progress} />
            <GoalCard progress={progress} unlabeled={panel.pool.unlabeled} goalButton={goalButton("small")} />
          </div>
          <div className="max-lg:order-last">
            <ModelsCard
              models={panel.models}
              encoder={panel.encoder}
              pinned={panel.project.pinnedModelNumber}
            />
          </div>
        </div>
        <div className="grid grid-cols-1 items-start gap-5 md:max-lg:grid-cols-2">
          <AdviceCard progress={progress} isPaused={panel.project.pausedBy !== null} />
          <SpentCard
            spent={panel.spent}
            budget={panel.project.budget}
            isRandom={panel.project.strategy === "random"}
            hasActive={progress.holdout.sampling === "active" || progress.holdout.activeLabels > 0}
          />
          <HoldoutCard projectId={id} progress={progress} mayLead={mayLead} />
          <ActivityCard panel={panel} receivedAt={receivedAt} mayLead={mayLead} />
          <ClassesCard
            labelClasses={panel.labelClasses}
            labeledSamples={
              panel.project.task === "multi" ? panel.spent.labelsSpent + panel.spent.imported : null
            }
          />
        </div>
      </div>
      {panel.project.credit && (
        <p className="mt-6 text-[0.8125rem] wrap-anywhere text-muted">
          {t("credit", { credit: panel.project.credit })}
        </p>
      )}
      <GoalDialog projectId={id} progress={progress} open={isSettingGoal} onOpenChange={setSettingGoal} />
    </>
  );
}

/** Both parts of the page, looked at again whenever something in the project changed. */
function usePanel(initial: Panel, initialProgress: Progress) {
  const { id } = initial.project;
  const panel = useQuery({
    queryKey: panelKey(id, "state"),
    queryFn: () => callApi<Panel>(`/api/v1/projects/${id}/panel`),
    initialData: initial,
    refetchInterval: pollMilliseconds,
  });
  const progress = useQuery({
    queryKey: panelKey(id, "progress"),
    queryFn: () => callApi<Progress>(`/api/v1/projects/${id}/progress`),
    initialData: initialProgress,
    refetchInterval: pollMilliseconds,
  });
  useProjectEvents(id, panelKey(id));
  return {
    panel: panel.data,
    progress: progress.data,
    receivedAt: panel.dataUpdatedAt,
    error: panel.error ?? progress.error,
  };
}
