import { projectEndpoint } from "@/app/_server/endpoint";
import { eventStream } from "@/app/_server/event-stream";

export const eventEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/events",
    summary: "Hear what changes in the project, as server-sent events: `{ kind }`",
    action: "project.follow",
    media: "text/event-stream",
    handle: async ({ changes, params, request }) =>
      eventStream((send) => changes.subscribe(params.projectId, (kind) => send({ kind })), request.signal),
  }),
];
