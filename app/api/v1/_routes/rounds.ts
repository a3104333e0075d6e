import { projectEndpoint } from "@/app/_server/endpoint";
import { requestRound } from "@/lib/rounds/request-round";

export const roundEndpoints = [
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/rounds",
    summary: "Train now, instead of after the next few labels",
    action: "project.lead",
    handle: async ({ db, params }) => requestRound(db, params),
  }),
];
