import { projectEndpoint } from "@/app/_server/endpoint";
import { readPanel } from "@/db/queries/panel";
import { projectNotFound } from "@/lib/access/authorize";
import { panelSchema } from "@/lib/contracts/panel";

export const panelEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/panel",
    summary: "The state of a project: labels spent, queue, worker, models",
    action: "project.view",
    answer: panelSchema,
    handle: async ({ db, params }) => {
      const panel = await readPanel(db, params.projectId);
      if (!panel) throw projectNotFound();
      return panel;
    },
  }),
];
