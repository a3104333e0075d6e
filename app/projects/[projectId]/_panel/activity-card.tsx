"use client";

import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { StatRow } from "../../../_components/stat-row";
import { useFormat } from "../../../_components/use-format";
import { TrainButton } from "./train-button";
import { useServerNow } from "./use-server-now";
import { WorkerState } from "./worker-state";

interface ActivityCardProps {
  readonly panel: Panel;
  /** When these numbers came, by the browser's clock, in milliseconds. */
  readonly receivedAt: number;
  readonly mayLead: boolean;
}

/** What the worker does, how old the queue is, and how fast the last round was. */
export function ActivityCard({ panel, receivedAt, mayLead }: ActivityCardProps) {
  const t = useTranslations("panel.activity");
  const format = useFormat();
  const { queue, pool, lastRound, worker, project } = panel;
  const now = useServerNow(queue, receivedAt);
  return (
    <Card
      title={t("title")}
      aside={mayLead && <TrainButton projectId={project.id} isFrozen={project.pinnedModelNumber !== null} />}
    >
      <WorkerState worker={worker} state={project} now={now} />
      <dl className="mt-3">
        <StatRow name={t("unlabeled")}>{format.count(pool.unlabeled)}</StatRow>
        <StatRow name={t("leased", { holders: pool.leased > 0 ? pool.leaseHolders : 0 })}>
          {format.count(pool.leased)}
        </StatRow>
        <StatRow name={t("queue")}>
          {queue
            ? t("old", { age: format.age((now - Date.parse(queue.publishedAt)) / 1000) })
            : t("notRanked")}
        </StatRow>
        {lastRound && (
          <>
            <StatRow name={t("round", { number: lastRound.number })}>
              {format.duration(lastRound.seconds)}
            </StatRow>
            {lastRound.freshnessSeconds !== null && (
              <StatRow name={t("live")}>{format.duration(lastRound.freshnessSeconds)}</StatRow>
            )}
          </>
        )}
      </dl>
    </Card>
  );
}
