import { Readable } from "node:stream";
import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { readSampleImage } from "@/db/queries/sample-image";
import { truthSchema } from "@/lib/contracts/labeling";
import { NotFoundError } from "@/lib/errors";
import { oracleAnswer } from "@/lib/labeling/oracle-answer";

const params = { sampleId: z.coerce.number().int().positive() };

export const sampleEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/image",
    summary: "The image of a sample, as it was imported",
    action: "project.follow",
    params,
    media: "image/*",
    async handle({ db, blobs, params: { projectId, sampleId } }) {
      const image = await readSampleImage(db, { projectId, sampleId });
      if (!image) throw new NotFoundError({ code: "image_not_found", what: "This sample has no image." });
      const [size, content] = await Promise.all([blobs.size(image.blob), blobs.openRange(image.blob)]);
      return new Response(Readable.toWeb(content) as ReadableStream, {
        headers: {
          "content-type": image.type,
          "content-length": String(size),
          "x-content-type-options": "nosniff",
          "content-security-policy": "default-src 'none'; sandbox",
          "cache-control": "private, max-age=31536000, immutable",
        },
      });
    },
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/truth",
    summary: "The hidden truth of a sample, for leads who watch a simulation",
    action: "project.lead",
    params,
    answer: truthSchema,
    handle: ({ db, params }) => oracleAnswer(db, params),
  }),
];
