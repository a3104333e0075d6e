import { projectEndpoint } from "@/app/_server/endpoint";
import { readQueueHealth } from "@/db/queries/queue-health";
import { queueHealthSchema } from "@/lib/contracts/queue";

export const queueEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/queue",
    summary:
      "How the queue is: unlabeled, leased, stuck, skipped, flagged, and why each next sample was chosen",
    action: "project.view",
    answer: queueHealthSchema,
    handle: ({ db, params }) => readQueueHealth(db, params.projectId),
  }),
];
