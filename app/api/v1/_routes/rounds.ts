import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { listRounds } from "@/db/queries/rounds";
import { roundSummarySchema } from "@/lib/contracts/queue";
import { pinModel } from "@/lib/rounds/pin-model";
import { requestRound } from "@/lib/rounds/request-round";

export const roundEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/rounds",
    summary: "The newest rounds: cause, duration, what was trained and why, and what failed",
    action: "project.view",
    query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
    answer: z.array(roundSummarySchema),
    handle: ({ db, params, query }) => listRounds(db, params.projectId, query.limit),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/rounds",
    summary: "Train now, instead of after the next few labels",
    action: "project.lead",
    handle: async ({ db, params }) => requestRound(db, params),
  }),
  projectEndpoint({
    method: "put",
    path: "/projects/{projectId}/pinned-model",
    summary: "Hold on to a model: by its number, or the newest; null lets rounds train again",
    action: "project.lead",
    body: z.object({ model: z.union([z.int32().positive(), z.literal("newest"), z.null()]) }),
    handle: async ({ db, params, body }) => pinModel(db, { ...params, pin: body.model }),
  }),
];
