import type { AnnotationRequest, RecordedAnnotation, RecordedBatch } from "@/lib/contracts/labeling";
import { asUser, callApi, json } from "../../../_components/call-api";
import { patient } from "../../../_components/patient";
import type { OutboxParts } from "./outbox";

/** How the outbox of one person reaches the server: in nobody else's name. */
export function outboxApi(projectId: string, userId: string): Pick<OutboxParts, "send" | "sendAll"> {
  const path = `/api/v1/projects/${projectId}/annotations`;
  const own = (init: RequestInit) => patient(asUser(userId, init));
  return {
    async send(id: string, input: AnnotationRequest) {
      const recorded = await callApi<RecordedAnnotation>(`${path}/${id}`, own(json("PUT", input)));
      // Whatever else answers, as the sign-in page of a guest network, has not stored it.
      if (recorded.id !== id) throw new Error("The answer is to another annotation.");
      return recorded;
    },
    sendAll(entries) {
      const body = entries.map(({ id, input }) => ({ id, input }));
      return callApi<RecordedBatch>(path, own(json("POST", body)));
    },
  };
}
