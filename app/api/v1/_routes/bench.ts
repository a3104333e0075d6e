import { projectEndpoint } from "@/app/_server/endpoint";
import { readBenchState } from "@/db/queries/bench-state";
import { projectNotFound } from "@/lib/access/authorize";
import { benchQuerySchema, benchStateSchema } from "@/lib/contracts/labeling";
import { labelsUntilRound } from "@/lib/rounds/request-round-after-label";

export const benchEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/bench",
    summary: "What an annotator sees around the sample: classes, guidelines, own progress, model and queue",
    action: "project.label",
    query: benchQuerySchema,
    answer: benchStateSchema,
    async handle({ db, user, params: { projectId }, query }) {
      const [state, missing] = await Promise.all([
        readBenchState(db, { projectId, annotatorId: user.id, since: query.since }),
        labelsUntilRound(db, projectId),
      ]);
      if (!state) throw projectNotFound();
      return { ...state, labelsUntilRound: missing };
    },
  }),
];
