import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { readProgress } from "@/db/queries/progress";
import { readHoldoutSamples, readQuality } from "@/db/queries/quality";
import { projectNotFound } from "@/lib/access/authorize";
import { progressSchema } from "@/lib/contracts/progress";
import {
  holdoutSamplesQuerySchema,
  holdoutSamplesSchema,
  outcomeSamplesQuerySchema,
  qualitySchema,
} from "@/lib/contracts/quality";
import { readOutcomeSamples } from "@/lib/measuring/read-outcome-samples";

export const progressEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/progress",
    summary: "What labels bought so far, what random ones would have, and what the next ones are worth",
    action: "project.view",
    answer: progressSchema,
    handle: async ({ db, params }) => {
      const progress = await readProgress(db, params.projectId);
      if (!progress) throw projectNotFound();
      return progress;
    },
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/quality",
    summary: "What the newest model is wrong about, class by class, and whether it is the data or the model",
    action: "project.view",
    answer: qualitySchema,
    handle: ({ db, params }) => readQuality(db, params.projectId),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/holdout-samples",
    summary: "Samples of the holdout that are labeled as one class and taken for another",
    action: "project.view",
    query: holdoutSamplesQuerySchema,
    answer: holdoutSamplesSchema,
    handle: ({ db, params, query }) => readHoldoutSamples(db, params.projectId, query),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/holdout-samples/{labelClassId}",
    summary:
      "Samples of the holdout whose class was found, missed or wrongly said, where there may be several",
    action: "project.view",
    params: { labelClassId: z.uuid() },
    query: outcomeSamplesQuerySchema,
    answer: holdoutSamplesSchema,
    handle: ({ db, blobs, params: { projectId, labelClassId }, query: { outcome } }) =>
      readOutcomeSamples({ db, blobs }, projectId, { labelClassId, outcome }),
  }),
];
