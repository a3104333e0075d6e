import type {
  AnnotationRequest,
  RecordedAnnotation,
  RecordedBatch,
  TakeLeasesRequest,
  TakenLeases,
} from "@/lib/contracts/labeling";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { callApi, json, tellApi } from "../../../../_components/call-api";

/** A request that got no answer by then is tried again. */
const patienceMs = 15_000;

/** What the bench asks of the server. */
export interface BenchApi {
  takeLeases(body: TakeLeasesRequest): Promise<TakenLeases>;
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
    takeLeases: (body) => callApi(`${base}/leases`, patient(json("POST", body))),
    giveBack: (sampleIds) =>
      tellApi(`${base}/leases/give-back`, { ...json("POST", { sampleIds }), keepalive: true }),
    async send(id, input) {
      const recorded = await callApi<RecordedAnnotation>(
        `${base}/annotations/${id}`,
        patient(json("PUT", input)),
      );
      // Whatever else answers, as the sign-in page of a guest network, has not stored it.
      if (recorded.id !== id) throw new Error("The answer is to another annotation.");
      return recorded;
    },
    sendAll: (entries) =>
      callApi(
        `${base}/annotations`,
        patient(
          json(
            "POST",
            entries.map(({ id, input }) => ({ id, input })),
          ),
        ),
      ),
    readOwn: (before) => callApi(`${base}/own-annotations${before === null ? "" : `?before=${before}`}`),
  };
}

function patient(init: RequestInit): RequestInit {
  return { ...init, signal: AbortSignal.timeout(patienceMs) };
}
