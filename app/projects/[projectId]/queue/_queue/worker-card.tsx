"use client";

import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../../_components/card";
import { StatRow } from "../../../../_components/stat-row";
import { useFormat } from "../../../../_components/use-format";
import { lastErrorWords } from "../../_panel/last-error-words";
import { TrainButton } from "../../_panel/train-button";
import { WorkerState } from "../../_panel/worker-state";

interface WorkerCardProps {
  readonly panel: Panel;
  /** By the server's clock, in milliseconds. */
  readonly now: number;
  readonly mayLead: boolean;
}

/** What the worker does and since when, what failed last, and how fast the last round was. */
export function WorkerCard({ panel, now, mayLead }: WorkerCardProps) {
  const t = useTranslations("queue.worker");
  const worded = useTranslations("panel.worker");
  const format = useFormat();
  const { worker, lastRound, project } = panel;
  return (
    <Card
      title={t("title")}
      aside={mayLead && <TrainButton projectId={project.id} isFrozen={project.pinnedModelNumber !== null} />}
    >
      <WorkerState worker={worker} now={now} />
      {worker.lastError?.isOver && (
        <p className="mt-2 text-[0.8125rem] text-muted wrap-anywhere">
          {lastErrorWords(worker.lastError, now, worded, format)}
        </p>
      )}
      {lastRound && (
        <dl className="mt-3">
          <StatRow name={t("round", { number: lastRound.number })}>
            {format.duration(lastRound.seconds)}
          </StatRow>
          <StatRow name={t("ended")}>
            {t("ago", { age: format.age((now - Date.parse(lastRound.finishedAt)) / 1000) })}
          </StatRow>
          {lastRound.freshnessSeconds !== null && (
            <StatRow name={t("live")}>{format.duration(lastRound.freshnessSeconds)}</StatRow>
          )}
        </dl>
      )}
    </Card>
  );
}
