import type { TakeGrid, TakenGrid } from "@/lib/contracts/finding";
import { asUser, callApi, json, tellApi } from "../../../../_components/call-api";

/** The most that one request may give back. */
const mostGivenBack = 50;

/** What the grid asks of the server. */
export interface GridApi {
  take(body: TakeGrid): Promise<TakenGrid>;
  /** May be called while the page goes away. */
  giveBack(sampleIds: readonly number[]): Promise<void>;
}

export function gridApi(projectId: string, userId: string): GridApi {
  const base = `/api/v1/projects/${projectId}`;
  return {
    take: (body) => callApi(`${base}/grid`, asUser(userId, json("POST", body))),
    async giveBack(sampleIds) {
      const parts = Array.from({ length: Math.ceil(sampleIds.length / mostGivenBack) }, (_, i) =>
        sampleIds.slice(i * mostGivenBack, (i + 1) * mostGivenBack),
      );
      await Promise.all(
        parts.map((some) =>
          tellApi(`${base}/leases/give-back`, {
            ...asUser(userId, json("POST", { sampleIds: some })),
            keepalive: true,
          }),
        ),
      );
    },
  };
}
