import { z } from "zod";
import { longestReplayMs } from "@/app/_server/change-feed";
import { projectEndpoint } from "@/app/_server/endpoint";
import { eventStream } from "@/app/_server/event-stream";

const eventsQuery = z.object({
  age: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(0)
    .describe(
      `Milliseconds since the page was read: what changed meanwhile, ${longestReplayMs} at most, is told at once`,
    ),
});

export const eventEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/events",
    summary: "Hear what changes in the project, as server-sent events: `{ kind }`",
    action: "project.follow",
    query: eventsQuery,
    media: "text/event-stream",
    handle: async ({ changes, params, query, request }) =>
      eventStream(
        (send) => changes.subscribe(params.projectId, query.age, (kind) => send({ kind })),
        request.signal,
      ),
  }),
];
