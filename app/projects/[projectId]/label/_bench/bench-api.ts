import { z } from "zod";
import {
  type AnnotationRequest,
  type RecordedAnnotation,
  type RecordedBatch,
  recordedAnnotationSchema,
  recordedBatchSchema,
  type TakeLeases,
  type TakenLeases,
  takenLeasesSchema,
} from "@/lib/contracts/labeling";
import { type OwnAnnotation, ownAnnotationSchema } from "@/lib/contracts/own-work";
import { callApi, json, tellApi } from "../../../../_components/call-api";

/** A request that got no answer by then is tried again. */
const patienceMs = 15_000;

/** What the bench asks of the server. */
export interface BenchApi {
  takeLeases(body: TakeLeases): Promise<TakenLeases>;
  /** May be called while the page goes away. */
  giveBack(sampleIds: readonly number[]): Promise<void>;
  send(id: string, input: AnnotationRequest): Promise<RecordedAnnotation>;
  /** At most 50, stored in this order. */
  sendAll(
    entries: readonly { readonly id: string; readonly input: AnnotationRequest }[],
  ): Promise<RecordedBatch>;
  /** One's own decisions, newest first. */
  readOwn(before: number | null): Promise<OwnAnnotation[]>;
}

export function benchApi(projectId: string): BenchApi {
  const base = `/api/v1/projects/${projectId}`;
  return {
    takeLeases: (body) => callApi(`${base}/leases`, takenLeasesSchema, patient(json("POST", body))),
    giveBack: (sampleIds) =>
      tellApi(`${base}/leases/give-back`, { ...json("POST", { sampleIds }), keepalive: true }),
    send: (id, input) =>
      callApi(`${base}/annotations/${id}`, recordedAnnotationSchema, patient(json("PUT", input))),
    sendAll: (entries) =>
      callApi(
        `${base}/annotations`,
        recordedBatchSchema,
        patient(
          json(
            "POST",
            entries.map(({ id, input }) => ({ id, input })),
          ),
        ),
      ),
    readOwn: (before) =>
      callApi(
        `${base}/own-annotations${before === null ? "" : `?before=${before}`}`,
        z.array(ownAnnotationSchema),
      ),
  };
}

function patient(init: RequestInit): RequestInit {
  return { ...init, signal: AbortSignal.timeout(patienceMs) };
}
