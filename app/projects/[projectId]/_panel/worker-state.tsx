import type { Panel } from "@/lib/contracts/panel";
import { formatAge, formatPlural } from "../../../_components/format";
import { Progress } from "../../../_components/progress";

interface WorkerStateProps {
  readonly worker: Panel["worker"];
  /** By the server's clock, in milliseconds. */
  readonly now: number;
}

/** One line on what the worker does now, or why nothing happens. */
export function WorkerState({ worker, now }: WorkerStateProps) {
  return (
    <div className="grid gap-2">
      <p className="flex items-baseline gap-2">
        <span
          aria-hidden="true"
          className={`size-2 shrink-0 rounded-full ${worker.alive > 0 ? "bg-accent" : "bg-warn"}`}
        />
        <span className="min-w-0 wrap-anywhere">{sentenceOf(worker, now)}</span>
      </p>
      {worker.encoding && <EncodingState {...worker.encoding} />}
      {worker.lastError && (
        <p className="rounded-lg bg-warn-soft px-3 py-2 text-[0.8125rem] wrap-anywhere">
          The last run failed: {worker.lastError} Labels are safe; it runs again by itself.
        </p>
      )}
    </div>
  );
}

function EncodingState({ progress, doing }: NonNullable<Panel["worker"]["encoding"]>) {
  const words = doing || "Learning what the samples look like";
  if (progress === null) return <p className="text-[0.8125rem] text-muted">{words}</p>;
  return (
    <div>
      <Progress label="Encoding" value={progress} />
      <p className="mt-1 text-[0.8125rem] text-muted">
        {words} {Math.round(progress * 100)}&nbsp;%
      </p>
    </div>
  );
}

function sentenceOf({ alive, activity, activitySince, encoding }: Panel["worker"], now: number): string {
  if (alive === 0) {
    return "No worker is running. Labels are safe; training goes on as soon as one is started.";
  }
  if (activity === null && encoding)
    return encoding.progress === null ? "Comparing the samples" : "Encoding the pool";
  if (activity === null)
    return alive === 1 ? "The worker waits for labels" : `${formatPlural(alive, "worker")} wait for labels`;
  if (activitySince === null) return activity;
  return `${activity}, for ${formatAge((now - Date.parse(activitySince)) / 1000)}`;
}
