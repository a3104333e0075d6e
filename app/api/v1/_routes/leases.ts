import { projectEndpoint } from "@/app/_server/endpoint";
import { giveBackLeasesSchema, takeLeasesSchema, takenLeasesSchema } from "@/lib/contracts/labeling";
import { giveBackLeases } from "@/lib/labeling/give-back-leases";
import { takeLeases } from "@/lib/labeling/take-leases";

export const leaseEndpoints = [
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/leases",
    summary: "Renew the samples held and take more, best first",
    action: "project.label",
    body: takeLeasesSchema,
    answer: takenLeasesSchema,
    handle: ({ db, user, params, body }) =>
      takeLeases(db, { ...body, projectId: params.projectId, annotatorId: user.id }, Math.random),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/leases/give-back",
    summary: "Let others have samples that were taken",
    action: "project.label",
    body: giveBackLeasesSchema,
    handle: ({ db, user, params, body }) =>
      giveBackLeases(db, { ...body, projectId: params.projectId, annotatorId: user.id }),
  }),
];
