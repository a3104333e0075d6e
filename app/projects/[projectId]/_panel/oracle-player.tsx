"use client";

import { Pause, Play } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../../../_components/button";
import { ErrorNote } from "../../../_components/error-note";
import { formatPlural } from "../../../_components/format";
import { oracleApi, runOracle } from "./oracle-run";

const paces = [2, 5, 10];

interface OraclePlayerProps {
  readonly projectId: string;
}

/** Replays the hidden truth at a pace one can follow, so that a lead sees the loop work before labeling. */
export function OraclePlayer({ projectId }: OraclePlayerProps) {
  const player = useOraclePlayer(projectId);
  const paceId = useId();
  return (
    <section
      aria-label="Known answers"
      className="rounded-xl border border-line bg-surface px-5 py-4 shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <div className="min-w-56 flex-1">
          <h2 className="text-[0.8125rem] font-semibold">Let the known answers label</h2>
          <p className="text-muted" aria-live="polite">
            {player.ended ?? player.trouble ?? idleOrCount(player)}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <label htmlFor={paceId} className="text-muted">
            Pace
          </label>
          <select
            id={paceId}
            value={player.pace}
            onChange={(event) => player.setPace(Number(event.target.value))}
            className="h-9 rounded-lg border border-edge bg-surface px-2 hover:border-ink/60"
          >
            {paces.map((pace) => (
              <option key={pace} value={pace}>
                {pace} labels a second
              </option>
            ))}
          </select>
        </div>
        <Button
          kind={player.isRunning ? "secondary" : "primary"}
          onClick={player.toggle}
          className="min-w-28"
        >
          {player.isRunning ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
          {player.isRunning ? "Pause" : "Start"}
        </Button>
      </div>
      {player.error && (
        <div className="mt-3">
          <ErrorNote message={`The player stopped; what it labeled is saved. ${player.error}`} />
        </div>
      )}
    </section>
  );
}

function idleOrCount({ count, isRunning }: { readonly count: number; readonly isRunning: boolean }): string {
  if (count > 0) return `${formatPlural(count, "label")} given${isRunning ? "" : ", paused"}.`;
  if (isRunning) return "Fetching the first samples.";
  return "The labels that came with the file are hidden from the model; played back one by one, they stand in for you.";
}

function useOraclePlayer(projectId: string) {
  const [pace, setPace] = useState(2);
  const [count, setCount] = useState(0);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [ended, setEnded] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isRunning, setIsRunning] = useState(false);
  const pauseMs = useRef(0);
  pauseMs.current = 1000 / pace;
  useEffect(() => {
    if (!isRunning) return;
    const controller = new AbortController();
    runOracle({
      api: oracleApi(projectId),
      signal: controller.signal,
      pauseMs: () => pauseMs.current,
      onLabel: () => setCount((before) => before + 1),
      onTrouble: setTrouble,
    })
      .then(setEnded, (stopped) => setError(stopped instanceof Error ? stopped.message : String(stopped)))
      .finally(() => {
        setTrouble(null);
        if (!controller.signal.aborted) setIsRunning(false);
      });
    const stop = () => controller.abort();
    window.addEventListener("pagehide", stop);
    return () => {
      window.removeEventListener("pagehide", stop);
      stop();
    };
  }, [projectId, isRunning]);
  const toggle = () => {
    setError(null);
    setEnded(null);
    setIsRunning(!isRunning);
  };
  return { pace, setPace, count, trouble, ended, error, isRunning, toggle };
}
