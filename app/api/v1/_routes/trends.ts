import { projectEndpoint } from "@/app/_server/endpoint";
import { projectNotFound } from "@/lib/access/authorize";
import { labelChangesSchema, paceSchema, trendsQuerySchema } from "@/lib/contracts/trends";
import { readLabelChanges } from "@/lib/measuring/read-label-changes";
import { readPace } from "@/lib/measuring/read-pace";

export const trendEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/pace",
    summary: "Labels an hour and active seconds a label over time, by quarter of an hour, hour or day",
    action: "project.view",
    query: trendsQuerySchema,
    answer: paceSchema,
    handle: ({ db, params, query }) => readPace(db, params.projectId, query),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/label-changes",
    summary: "Labels that were changed, taken back or overruled, over time and from class to class",
    action: "project.view",
    query: trendsQuerySchema,
    answer: labelChangesSchema,
    handle: async ({ db, params, query }) => {
      const changes = await readLabelChanges(db, params.projectId, query);
      if (!changes) throw projectNotFound();
      return changes;
    },
  }),
];
