"use client";

import { Pause, Play } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { type OracleEnd, type OracleTrouble, oracleApi, runOracle } from "./oracle-run";

const paces = [2, 5, 10];

interface OraclePlayerProps {
  readonly projectId: string;
}

/** Replays the hidden truth at a pace one can follow, so that a lead sees the loop work before labeling. */
export function OraclePlayer({ projectId }: OraclePlayerProps) {
  const t = useTranslations("panel.oracle");
  const errorText = useErrorText();
  const player = useOraclePlayer(projectId);
  const paceId = useId();
  const stateOf = ({ ended, trouble, count, isRunning }: typeof player) => {
    if (ended) return t(ended);
    if (trouble) return trouble === "waiting" ? t("waiting") : errorText(trouble);
    if (count > 0) return t(isRunning ? "given" : "givenPaused", { count });
    return t(isRunning ? "fetching" : "idle");
  };
  return (
    <section
      aria-label={t("name")}
      className="rounded-xl border border-line bg-surface px-5 py-4 shadow-card"
    >
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <div className="min-w-56 flex-1">
          <h2 className="text-[0.8125rem] font-semibold">{t("title")}</h2>
          <p className="text-muted" aria-live="polite">
            {stateOf(player)}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <label htmlFor={paceId} className="text-muted">
            {t("pace")}
          </label>
          <select
            id={paceId}
            value={player.pace}
            onChange={(event) => player.setPace(Number(event.target.value))}
            className="h-9 rounded-lg border border-edge bg-surface px-2 hover:border-ink/60"
          >
            {paces.map((pace) => (
              <option key={pace} value={pace}>
                {t("paceOf", { pace })}
              </option>
            ))}
          </select>
        </div>
        <Button onClick={player.toggle} className="min-w-28">
          {player.isRunning ? <Pause size={16} aria-hidden="true" /> : <Play size={16} aria-hidden="true" />}
          {t(player.isRunning ? "pause" : "start")}
        </Button>
      </div>
      {player.error && (
        <div className="mt-3">
          <ErrorNote message={t("stopped", { why: errorText(player.error) })} />
        </div>
      )}
    </section>
  );
}

function useOraclePlayer(projectId: string) {
  const [pace, setPace] = useState(2);
  const [count, setCount] = useState(0);
  const [trouble, setTrouble] = useState<OracleTrouble | null>(null);
  const [ended, setEnded] = useState<OracleEnd | null>(null);
  const [error, setError] = useState<Error | null>(null);
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
      .then(setEnded, setError)
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
