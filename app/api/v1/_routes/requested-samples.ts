import { projectEndpoint } from "@/app/_server/endpoint";
import { countRequested } from "@/db/queries/requested-samples";
import { requestedSamplesSchema, requestedStateSchema, requestSamplesSchema } from "@/lib/contracts/map";
import { clearRequestedSamples, requestSamples } from "@/lib/labeling/request-samples";

const path = "/projects/{projectId}/requested-samples";

export const requestedSampleEndpoints = [
  projectEndpoint({
    method: "get",
    path,
    summary: "How many samples that a lead asked for wait for a label",
    action: "project.view",
    answer: requestedStateSchema,
    handle: async ({ db, params }) => ({ waiting: await countRequested(db, params.projectId) }),
  }),
  projectEndpoint({
    method: "put",
    path,
    summary: "Ask for samples next: they are handed out before the queue, except those kept for measuring",
    action: "project.lead",
    body: requestSamplesSchema,
    answer: requestedSamplesSchema,
    handle: ({ db, user, params: { projectId }, body: { sampleIds } }) =>
      requestSamples(db, { projectId, requestedBy: user.id, sampleIds }),
  }),
  projectEndpoint({
    method: "delete",
    path,
    summary: "Ask for none of them any more",
    action: "project.lead",
    answer: requestedStateSchema,
    handle: ({ db, params }) => clearRequestedSamples(db, params.projectId),
  }),
];
