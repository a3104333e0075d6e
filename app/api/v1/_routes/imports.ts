import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { fileResponse } from "@/app/_server/file-response";
import { listImports, readImportStatus, readRefusals } from "@/db/queries/imports";
import { readNextStep } from "@/db/queries/next-step";
import {
  importListSchema,
  nextStepSchema,
  refusalListSchema,
  startedImportSchema,
  uploadQuerySchema,
} from "@/lib/contracts/imports";
import { importStatusSchema } from "@/lib/contracts/projects";
import { NotFoundError } from "@/lib/errors";
import { exportRefusals } from "@/lib/samples/export-refusals";
import { importUpload } from "@/lib/samples/import-upload";

const importParams = { importId: z.uuid() };
const refusalsShown = 100;

export const importEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/imports",
    summary: "The project's imports, newest first",
    action: "project.view",
    answer: importListSchema,
    handle: ({ db, params }) => listImports(db, params.projectId),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/imports",
    summary: "Import a file, sent as the raw body: CSV, JSONL, or a zip of images",
    action: "project.lead",
    query: uploadQuerySchema,
    answer: startedImportSchema,
    handle: ({ db, params, query, request, user, dataDirectory, newId }) =>
      importUpload(db, {
        ...query,
        id: newId(),
        projectId: params.projectId,
        createdBy: user.id,
        dataDirectory,
        body: request.body ?? [],
      }),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/imports/{importId}",
    summary: "How far an import is, or how it ended",
    action: "project.view",
    params: importParams,
    answer: importStatusSchema,
    handle: async ({ db, params }) => {
      const status = await readImportStatus(db, params);
      if (!status) throw importNotFound();
      return status;
    },
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/imports/{importId}/next-step",
    summary: "What the import leaves to be done: add classes, label, or nothing",
    action: "project.view",
    params: importParams,
    answer: nextStepSchema,
    handle: async ({ db, params }) => {
      const next = await readNextStep(db, params);
      if (!next) throw importNotFound();
      return next;
    },
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/imports/{importId}/refusals",
    summary: `The first ${refusalsShown} lines that were refused or merged, and why`,
    action: "project.view",
    params: importParams,
    answer: refusalListSchema,
    handle: ({ db, params }) => readRefusals(db, { ...params, after: -1, limit: refusalsShown }),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/imports/{importId}/refusals.csv",
    summary: "Every line that was refused or merged, and why",
    action: "project.view",
    params: importParams,
    media: "text/csv",
    handle: async ({ db, params, request }) =>
      fileResponse(exportRefusals(db, params), {
        name: "refused-lines.csv",
        type: "text/csv",
        signal: request.signal,
      }),
  }),
];

function importNotFound(): NotFoundError {
  return new NotFoundError({ code: "import_not_found", what: "This project has no such import." });
}
