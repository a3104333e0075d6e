import { projectEndpoint } from "@/app/_server/endpoint";
import { projectNotFound } from "@/lib/access/authorize";
import { benchQuerySchema, benchStateSchema } from "@/lib/contracts/labeling";
import { readBench } from "@/lib/labeling/read-bench";

export const benchEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/bench",
    summary: "What an annotator sees around the sample: classes, guidelines, own progress, model and queue",
    action: "project.label",
    query: benchQuerySchema,
    answer: benchStateSchema,
    async handle({ db, user, params: { projectId }, query }) {
      const state = await readBench(db, { projectId, annotatorId: user.id, since: query.since });
      if (!state) throw projectNotFound();
      return state;
    },
  }),
];
