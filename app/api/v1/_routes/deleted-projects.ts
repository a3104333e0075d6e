import { z } from "zod";
import { projectEndpoint, serverEndpoint } from "@/app/_server/endpoint";
import { listDeletedProjects } from "@/db/queries/deleted-projects";
import { deletedProjectSchema, deleteProjectSchema, undeleteDays } from "@/lib/contracts/deleted-projects";
import { deleteProject } from "@/lib/projects/delete-project";
import { restoreProject } from "@/lib/projects/restore-project";

export const deletedProjectEndpoints = [
  serverEndpoint({
    method: "get",
    path: "/deleted-projects",
    summary: "Deleted projects that you may bring back, the last deleted first",
    action: "server.enter",
    answer: z.array(deletedProjectSchema),
    handle: ({ db, user }) => listDeletedProjects(db, user, undeleteDays),
  }),
  projectEndpoint({
    method: "delete",
    path: "/projects/{projectId}",
    summary: `Delete a project, named by its name; its leads may bring it back for ${undeleteDays} days`,
    action: "project.delete",
    body: deleteProjectSchema,
    handle: ({ db, params, body, user }) =>
      deleteProject(db, { projectId: params.projectId, name: body.name, deletedBy: user.id }),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/restore",
    summary: "Bring a deleted project back, with all that was in it",
    action: "project.delete",
    handle: ({ db, params }) => restoreProject(db, params.projectId),
  }),
];
