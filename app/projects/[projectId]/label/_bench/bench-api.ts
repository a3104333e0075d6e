import {
  type AnnotationRequest,
  type RecordedAnnotation,
  recordedAnnotationSchema,
  type TakeLeases,
  type TakenLeases,
  takenLeasesSchema,
} from "@/lib/contracts/labeling";
import { callApi, json, tellApi } from "../../../../_components/call-api";

/** A request that got no answer by then is tried again. */
const patienceMs = 15_000;

/** What the bench asks of the server. */
export interface BenchApi {
  takeLeases(body: TakeLeases): Promise<TakenLeases>;
  /** May be called while the page goes away. */
  giveBack(sampleIds: readonly number[]): Promise<void>;
  send(id: string, input: AnnotationRequest): Promise<RecordedAnnotation>;
}

export function benchApi(projectId: string): BenchApi {
  const base = `/api/v1/projects/${projectId}`;
  return {
    takeLeases: (body) => callApi(`${base}/leases`, takenLeasesSchema, patient(json("POST", body))),
    giveBack: (sampleIds) =>
      tellApi(`${base}/leases/give-back`, { ...json("POST", { sampleIds }), keepalive: true }),
    send: (id, input) =>
      callApi(`${base}/annotations/${id}`, recordedAnnotationSchema, patient(json("PUT", input))),
  };
}

function patient(init: RequestInit): RequestInit {
  return { ...init, signal: AbortSignal.timeout(patienceMs) };
}
