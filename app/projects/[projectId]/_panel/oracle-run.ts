import type { LeasedSample, RecordedAnnotation, TakenLeases, Truth } from "@/lib/contracts/labeling";
import { ApiError, callApi, json, tellApi } from "../../../_components/call-api";
import { patient } from "../../../_components/patient";
import { newAnnotationId } from "../_outbox/annotation-id";

/** Few, so that labels follow the newest ranking. */
const samplesAhead = 4;
const retryAfterMs = 1_000;

/** What the player asks of the server. */
export interface OracleApi {
  take(count: number, holding: readonly number[]): Promise<TakenLeases>;
  giveBack(sampleIds: readonly number[]): Promise<void>;
  truthOf(sampleId: number): Promise<Truth>;
  label(id: string, sampleId: number, truth: Truth): Promise<void>;
}

/** Why it ended by itself: nothing is left, a class is missing, or no truth is known of what is left. */
export type OracleEnd = "done" | "noClasses" | "usedUp";

/** What holds it up and may pass: no sample is free, or what the server refused. */
export type OracleTrouble = "waiting" | ApiError;

export interface OracleRun {
  readonly api: OracleApi;
  readonly signal: AbortSignal;
  /** Milliseconds from one label to the next, asked before each. */
  pauseMs(): number;
  onLabel(): void;
  /** Null when it has passed. */
  onTrouble(trouble: OracleTrouble | null): void;
}

/**
 * Labels as an annotator would, through the same API, with the hidden truth for an answer. Ends when the
 * signal says so or nothing is left, and gives back what it still holds. Returns why it ended by itself.
 */
export async function runOracle(run: OracleRun): Promise<OracleEnd | null> {
  let held: LeasedSample[] = [];
  /** Held without a known truth: kept until the end, or they would be handed out again and again. */
  const unknown: number[] = [];
  try {
    while (!run.signal.aborted) {
      const startedAt = performance.now();
      if (held.length === 0) {
        const taken = await insist(run, () => run.api.take(samplesAhead + unknown.length, unknown));
        const end = taken && reasonToEnd(taken, unknown);
        if (end) return end;
        held = taken?.samples ?? [];
        if (taken?.empty) run.onTrouble("waiting");
      }
      const [sample] = held;
      if (sample) {
        const outcome = await labelWithTruth(run, sample.sampleId);
        if (outcome === "stopped") break;
        held.shift();
        if (outcome === "unknown") unknown.push(sample.sampleId);
      }
      const pause = sample ? run.pauseMs() - (performance.now() - startedAt) : retryAfterMs;
      await rest(pause, run.signal);
    }
    return null;
  } finally {
    const sampleIds = [...held.map(({ sampleId }) => sampleId), ...unknown];
    if (sampleIds.length > 0) await run.api.giveBack(sampleIds);
  }
}

function reasonToEnd({ samples, empty }: TakenLeases, unknown: readonly number[]): OracleEnd | null {
  if (empty?.reason === "done") return "done";
  if (empty?.reason === "no-classes") return "noClasses";
  if (samples.length === 0 && unknown.length > 0) return "usedUp";
  return null;
}

/** Whether the sample was labeled, has no known truth, or was left since the run was stopped meanwhile. */
async function labelWithTruth(run: OracleRun, sampleId: number): Promise<"labeled" | "unknown" | "stopped"> {
  try {
    const truth = await insist(run, () => run.api.truthOf(sampleId));
    if (truth === null) return "stopped";
    const id = newAnnotationId();
    const isDone = await insist(run, () => run.api.label(id, sampleId, truth).then(() => true));
    if (!isDone) return "stopped";
    run.onLabel();
    return "labeled";
  } catch (error) {
    if (error instanceof ApiError && error.code === "truth_not_found") return "unknown";
    throw error;
  }
}

/** Repeats what may succeed later; null when it was told to stop meanwhile. */
async function insist<T>(run: OracleRun, ask: () => Promise<T>): Promise<T | null> {
  while (!run.signal.aborted) {
    try {
      const answer = await ask();
      run.onTrouble(null);
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError) || !error.retryable || error.code === "not_signed_in") throw error;
      run.onTrouble(error);
      await rest(retryAfterMs, run.signal);
    }
  }
  return null;
}

function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, Math.max(0, milliseconds));
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

export function oracleApi(projectId: string): OracleApi {
  const base = `/api/v1/projects/${projectId}`;
  return {
    take: (count, holding) => callApi(`${base}/leases`, patient(json("POST", { count, holding }))),
    giveBack: (sampleIds) =>
      tellApi(`${base}/leases/give-back`, { ...json("POST", { sampleIds }), keepalive: true }),
    truthOf: (sampleId) => callApi(`${base}/samples/${sampleId}/truth`, patient({})),
    async label(id, sampleId, { labelClassId, labelClassIds }) {
      const answer = labelClassIds
        ? { action: "label-set", labelClassIds }
        : { action: "label", labelClassId };
      const body = { ...answer, sampleId, seconds: 0, byOracle: true };
      await callApi<RecordedAnnotation>(`${base}/annotations/${id}`, patient(json("PUT", body)));
    },
  };
}
