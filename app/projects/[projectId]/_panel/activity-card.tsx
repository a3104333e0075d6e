"use client";

import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { formatAge, formatCount, formatDuration, formatPlural } from "../../../_components/format";
import { StatRow } from "../../../_components/stat-row";
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
  const { queue, pool, lastRound, worker, project } = panel;
  const now = useServerNow(queue, receivedAt);
  return (
    <Card title="Queue and worker" aside={mayLead && <TrainButton projectId={project.id} />}>
      <WorkerState worker={worker} now={now} />
      <dl className="mt-3">
        <StatRow name="unlabeled">{formatCount(pool.unlabeled)}</StatRow>
        <StatRow
          name={
            pool.leased > 0 ? `leased to ${formatPlural(pool.leaseHolders, "person", "people")}` : "leased"
          }
        >
          {formatCount(pool.leased)}
        </StatRow>
        <StatRow name="queue">
          {queue ? `${formatAge((now - Date.parse(queue.publishedAt)) / 1000)} old` : "not yet ranked"}
        </StatRow>
        {lastRound && (
          <>
            <StatRow name={`round ${lastRound.number}`}>{formatDuration(lastRound.seconds)}</StatRow>
            {lastRound.freshnessSeconds !== null && (
              <StatRow name="live after the label that caused it">
                {formatDuration(lastRound.freshnessSeconds)}
              </StatRow>
            )}
          </>
        )}
      </dl>
    </Card>
  );
}
