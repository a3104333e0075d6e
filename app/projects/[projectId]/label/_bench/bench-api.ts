import type { TakeLeasesRequest, TakenLeases } from "@/lib/contracts/labeling";
import type { OwnAnnotation } from "@/lib/contracts/own-work";
import { asUser, callApi, json, tellApi } from "../../../../_components/call-api";
import { patient } from "../../../../_components/patient";

/** What the bench asks of the server; what it tells goes through the outbox. */
export interface BenchApi {
  takeLeases(body: TakeLeasesRequest): Promise<TakenLeases>;
  /** May be called while the page goes away. */
  giveBack(sampleIds: readonly number[]): Promise<void>;
  /** One's own decisions, newest first. */
  readOwn(before: number | null): Promise<OwnAnnotation[]>;
}

export function benchApi(projectId: string, userId: string): BenchApi {
  const base = `/api/v1/projects/${projectId}`;
  return {
    takeLeases: (body) => callApi(`${base}/leases`, patient(asUser(userId, json("POST", body)))),
    giveBack: (sampleIds) =>
      tellApi(`${base}/leases/give-back`, {
        ...asUser(userId, json("POST", { sampleIds })),
        keepalive: true,
      }),
    readOwn: (before) =>
      callApi(`${base}/own-annotations${before === null ? "" : `?before=${before}`}`, asUser(userId)),
  };
}
