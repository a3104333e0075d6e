import { Readable } from "node:stream";
import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import type { StoredImage } from "@/db/queries/sample-image";
import { truthSchema } from "@/lib/contracts/labeling";
import { readImage } from "@/lib/finding/read-image";
import { oracleAnswer } from "@/lib/labeling/oracle-answer";
import { isItsOwnPreview, previewImage } from "@/lib/samples/preview-image";
import { previewKey } from "@/lib/samples/preview-key";
import type { BlobStore } from "@/lib/storage/blob-store";

const params = { sampleId: z.coerce.number().int().positive() };

/** Whatever the file holds, a browser only shows it; a sample's image never changes. */
const imageHeaders = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cache-control": "private, max-age=31536000, immutable",
};

export const sampleEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/image",
    summary: "The image of a sample, as it was imported; of what is kept blind for measuring to few (404)",
    action: "project.follow",
    params,
    media: "image/*",
    async handle({ db, blobs, user, role, params }) {
      const image = await readImage(db, { ...params, userId: user.id, role });
      return sendImported(blobs, image, await blobs.size(image.blob));
    },
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/preview",
    summary: "The image of a sample for the screen: upright, at most 1600 pixels wide and high",
    action: "project.follow",
    params,
    media: "image/*",
    async handle({ db, blobs, previews, user, role, params }) {
      const image = await readImage(db, { ...params, userId: user.id, role });
      const bytes = await blobs.size(image.blob);
      if (isItsOwnPreview({ ...image, bytes })) return sendImported(blobs, image, bytes);
      const content = await previews.readOrMake(previewKey(image.blob), async () =>
        previewImage(await blobs.get(image.blob)),
      );
      return new Response(content as Uint8Array<ArrayBuffer>, {
        headers: {
          "content-type": "image/webp",
          "content-length": String(content.byteLength),
          ...imageHeaders,
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

async function sendImported(blobs: BlobStore, image: StoredImage, bytes: number): Promise<Response> {
  const content = await blobs.openRange(image.blob);
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: { "content-type": image.type, "content-length": String(bytes), ...imageHeaders },
  });
}
