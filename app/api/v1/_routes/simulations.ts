import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { reportNames } from "@/app/_server/report-names";
import { listSimulations, readSimulation, readSimulationReport } from "@/db/queries/simulations";
import { loadConfig } from "@/lib/config";
import { simulationListSchema, simulationRequestSchema, simulationSchema } from "@/lib/contracts/simulations";
import { cancelSimulation, simulationNotFound } from "@/lib/simulations/cancel-simulation";
import { deleteSimulation } from "@/lib/simulations/delete-simulation";
import { requestSimulation } from "@/lib/simulations/request-simulation";
import { readSimulationOffers } from "@/lib/simulations/simulation-offers";

const simulationParams = { simulationId: z.uuid() };

export const simulationEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/simulations",
    summary: "Simulations of the project, newest first, and what may be simulated",
    action: "project.view",
    answer: simulationListSchema,
    handle: async ({ db, params: { projectId } }) => ({
      offers: await readSimulationOffers(db, projectId),
      simulations: await listSimulations(db, projectId),
    }),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/simulations",
    summary: "Simulate strategies on labels that are known already, in the background",
    action: "project.lead",
    body: simulationRequestSchema,
    answer: z.object({ id: z.uuid() }),
    handle: ({ db, params: { projectId }, body: request, user, newId }) =>
      requestSimulation(db, {
        id: newId(),
        projectId,
        request,
        createdBy: user.id,
        rootDirectory: loadConfig().rootDirectory,
        names: reportNames(),
      }),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/simulations/{simulationId}",
    summary: "How far a simulation is, or what it found",
    action: "project.view",
    params: simulationParams,
    answer: simulationSchema,
    handle: async ({ db, params }) => {
      const simulation = await readSimulation(db, params);
      if (!simulation) throw simulationNotFound();
      return simulation;
    },
  }),
  projectEndpoint({
    method: "delete",
    path: "/projects/{projectId}/simulations/{simulationId}",
    summary: "Forget a simulation and its report",
    action: "project.lead",
    params: simulationParams,
    handle: ({ db, blobs, params }) => deleteSimulation(db, blobs, params),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/simulations/{simulationId}/cancel",
    summary: "End a simulation that waits or runs",
    action: "project.lead",
    params: simulationParams,
    handle: ({ db, params }) => cancelSimulation(db, params),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/simulations/{simulationId}/report",
    summary: "The report as a page of its own, which asks nothing of anybody",
    action: "project.view",
    params: simulationParams,
    media: "text/html",
    handle: async ({ db, blobs, params }) => {
      const blob = await readSimulationReport(db, params);
      if (blob === null) throw simulationNotFound();
      return new Response(new Uint8Array(await blobs.get(blob)), {
        headers: {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
          "cache-control": "private, no-store",
        },
      });
    },
  }),
];
