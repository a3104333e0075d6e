import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { glimpseSchema } from "@/lib/contracts/map";
import { readGlimpse } from "@/lib/finding/read-glimpse";
import { readMap } from "@/lib/finding/read-map";

export const mapEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/map",
    summary: "The pool in two dimensions, packed as lib/contracts/map.ts says",
    action: "project.view",
    media: "application/octet-stream",
    async handle({ db, blobs, params, request }) {
      const known = request.headers.get("if-none-match")?.match(/"([\w-]+)"/)?.[1] ?? null;
      const { tag, bytes } = await readMap({ db, blobs }, params.projectId, known);
      // Kept by the browser and asked about each time: while nothing changed, nothing is sent.
      const headers = { etag: `"${tag}"`, "cache-control": "private, no-cache", vary: "cookie" };
      if (bytes === null) return new Response(null, { status: 304, headers });
      return new Response(bytes, { headers: { ...headers, "content-type": "application/octet-stream" } });
    },
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/glimpse",
    summary: "What a point of the map shows of its sample: the beginning of its text, or its image",
    action: "project.view",
    params: { sampleId: z.coerce.number().int().positive() },
    answer: glimpseSchema,
    handle: ({ db, user, params: { projectId, sampleId } }) =>
      readGlimpse(db, { projectId, annotatorId: user.id }, sampleId),
  }),
];
