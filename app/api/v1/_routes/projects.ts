import { randomInt } from "node:crypto";
import { z } from "zod";
import { serverEndpoint } from "@/app/_server/endpoint";
import { listProjects } from "@/db/queries/projects";
import { loadConfig } from "@/lib/config";
import { createDemoProjectSchema } from "@/lib/contracts/demo";
import { createProjectSchema, projectSummarySchema } from "@/lib/contracts/projects";
import { createDemoProject } from "@/lib/projects/create-demo-project";
import { createProject } from "@/lib/projects/create-project";

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
