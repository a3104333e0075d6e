import { useTranslations } from "use-intl";
import type { Panel } from "@/lib/contracts/panel";
import { english } from "../../../_components/english";
import { Progress } from "../../../_components/progress";
import { useFormat } from "../../../_components/use-format";
import { lastErrorWords } from "./last-error-words";
import { type ProjectState, stepWords, workerWords } from "./worker-words";

interface WorkerStateProps {
  readonly worker: Panel["worker"];
  /** Where the page does not say it elsewhere. */
  readonly state?: ProjectState;
  /** By the server's clock, in milliseconds. */
  readonly now: number;
}

const running: ProjectState = { pausedBy: null, pinnedModelNumber: null };

/** One line on what the worker does now, or why nothing happens. */
export function WorkerState({ worker, state = running, now }: WorkerStateProps) {
  const t = useTranslations("panel.worker");
  const format = useFormat();
  return (
    <div className="grid gap-2">
      <p className="flex items-baseline gap-2">
        <span
          aria-hidden="true"
          className={`size-2 shrink-0 rounded-full ${worker.alive > 0 ? "bg-accent" : "bg-warn"}`}
        />
        <span className="min-w-0 wrap-anywhere">{workerWords(worker, state, now, t, format)}</span>
      </p>
      {worker.encoding && <EncodingState {...worker.encoding} />}
      {worker.lastError && !worker.lastError.isOver && (
        <p className="rounded-lg bg-warn-soft px-3 py-2 text-[0.8125rem] wrap-anywhere">
          {lastErrorWords(worker.lastError, now, t, format)}
        </p>
      )}
    </div>
  );
}

function EncodingState({ progress, doing }: NonNullable<Panel["worker"]["encoding"]>) {
  const t = useTranslations("panel.worker");
  const engine = useTranslations("engine");
  const format = useFormat();
  const words = doing === "" ? t("learning") : (stepWords(doing, t, engine) ?? english(doing));
  if (progress === null) return <p className="text-[0.8125rem] text-muted">{words}</p>;
  return (
    <div>
      <Progress label={t("progress")} value={progress} />
      <p className="mt-1 text-[0.8125rem] text-muted">
        {words} {format.wholePercent(progress)}
      </p>
    </div>
  );
}
