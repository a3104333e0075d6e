import { randomInt } from "node:crypto";
import { z } from "zod";
import { projectEndpoint, serverEndpoint } from "@/app/_server/endpoint";
import { readProjectSettings } from "@/db/queries/project-settings";
import { listProjects } from "@/db/queries/projects";
import { projectNotFound } from "@/lib/access/authorize";
import { loadConfig } from "@/lib/config";
import { createDemoProjectSchema } from "@/lib/contracts/demo";
import {
  createProjectSchema,
  projectSettingsSchema,
  projectSummarySchema,
  updateProjectSchema,
} from "@/lib/contracts/projects";
import { createDemoProject } from "@/lib/projects/create-demo-project";
import { createProject } from "@/lib/projects/create-project";
import { updateProject } from "@/lib/projects/update-project";

const created = z.object({ id: z.uuid() });

/** Seeds are kept in 32 bits with a sign. */
const newSeed = () => randomInt(2 ** 31);

export const projectEndpoints = [
  serverEndpoint({
    method: "get",
    path: "/projects",
    summary: "Your projects, newest first",
    action: "server.enter",
    answer: z.array(projectSummarySchema),
    handle: ({ db, user }) => listProjects(db, user),
  }),
  serverEndpoint({
    method: "post",
    path: "/projects",
    summary: "Make a project; you become its lead",
    action: "server.enter",
    body: createProjectSchema,
    answer: created,
    handle: ({ db, body, user, newId }) =>
      createProject(db, { ...body, id: newId(), seed: newSeed(), ownerId: user.id, newId }),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/settings",
    summary: "What a lead may change: guidelines, classes, suggestions, budget, pause",
    action: "project.lead",
    answer: projectSettingsSchema,
    handle: async ({ db, params }) => {
      const settings = await readProjectSettings(db, params.projectId);
      if (!settings) throw projectNotFound();
      return settings;
    },
  }),
  projectEndpoint({
    method: "patch",
    path: "/projects/{projectId}",
    summary: "Change settings; what is left out stays",
    action: "project.lead",
    body: updateProjectSchema,
    handle: ({ db, params, body }) => updateProject(db, params.projectId, body),
  }),
  serverEndpoint({
    method: "post",
    path: "/demo-projects",
    summary: "Make a project of sample data that comes with Winnow",
    action: "server.enter",
    body: createDemoProjectSchema,
    answer: created,
    handle: ({ db, body, user, newId }) =>
      createDemoProject(db, {
        id: newId(),
        demoSet: body.demoSet,
        rootDirectory: loadConfig().rootDirectory,
        seed: newSeed(),
        ownerId: user.id,
        newId,
      }),
  }),
];
