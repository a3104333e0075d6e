import { projectEndpoint } from "@/app/_server/endpoint";
import { gridStateSchema, takeGridSchema, takenGridSchema } from "@/lib/contracts/finding";
import { readGridState } from "@/lib/finding/read-grid-state";
import { takeGrid } from "@/lib/finding/take-grid";

export const gridEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/grid",
    summary: "How many unlabeled samples the model believes to be of each class",
    action: "project.label",
    answer: gridStateSchema,
    handle: ({ db, user, params: { projectId } }) => readGridState(db, { projectId, annotatorId: user.id }),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/grid",
    summary: "Renew the samples held and take more that the model believes to be of one class",
    action: "project.label",
    body: takeGridSchema,
    answer: takenGridSchema,
    handle: ({ db, blobs, user, params: { projectId }, body }) =>
      takeGrid({ db, blobs }, { ...body, projectId, annotatorId: user.id }),
  }),
];
