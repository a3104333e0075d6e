import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { labelClassNameSchema, updateLabelClassSchema } from "@/lib/contracts/projects";
import { addLabelClass } from "@/lib/projects/add-label-class";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { updateLabelClass } from "@/lib/projects/update-label-class";

export const labelClassEndpoints = [
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/label-classes",
    summary: "Add a label class, or bring back the archived one of that name",
    action: "project.lead",
    body: z.object({ name: labelClassNameSchema }),
    answer: z.object({ id: z.uuid() }),
    handle: ({ db, params, body, newId }) =>
      addLabelClass(db, { id: newId(), projectId: params.projectId, name: body.name }),
  }),
  projectEndpoint({
    method: "patch",
    path: "/projects/{projectId}/label-classes/{labelClassId}",
    summary: "Say what a label class means, and give examples",
    action: "project.lead",
    params: { labelClassId: z.uuid() },
    body: updateLabelClassSchema,
    handle: ({ db, params, body }) => updateLabelClass(db, { ...params, ...body }),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/label-classes/{labelClassId}/archive",
    summary: "Take a label class off the keys; its labels are kept",
    action: "project.lead",
    params: { labelClassId: z.uuid() },
    handle: async ({ db, params }) => archiveLabelClass(db, params),
  }),
];
