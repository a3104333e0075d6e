import { z } from "zod";
import { atOnce } from "@/app/_server/at-once";
import { projectEndpoint } from "@/app/_server/endpoint";
import { fileResponse } from "@/app/_server/file-response";
import { exportAnnotations } from "@/lib/datasets/export-annotations";
import { exportLabels } from "@/lib/datasets/export-labels";

/** A quarter of the connections that the web process has. */
const inTurn = atOnce(4);

const csvQuery = z.object({
  /** `true`: cells that a spreadsheet would run as a formula stay as they are. */
  lossless: z.enum(["true", "false"]).default("false"),
});

const kinds = [
  {
    noun: "annotations",
    rows: exportAnnotations,
    holds: "Every label, yes or no about one class, skip, flag and undo, in order",
  },
  { noun: "labels", rows: exportLabels, holds: "The resolved label of each labeled sample" },
];

export const exportEndpoints = kinds.flatMap(({ noun, rows, holds }) => [
  projectEndpoint({
    method: "get",
    path: `/projects/{projectId}/exports/${noun}.jsonl`,
    summary: `${holds}, one JSON object a line`,
    action: "project.export",
    media: "application/x-ndjson",
    handle: async ({ db, params, request }) =>
      fileResponse(inTurn(rows(db, { projectId: params.projectId, format: "jsonl", formulas: "keep" })), {
        name: `${noun}.jsonl`,
        type: "application/x-ndjson",
        signal: request.signal,
      }),
  }),
  projectEndpoint({
    method: "get",
    path: `/projects/{projectId}/exports/${noun}.csv`,
    summary: `${holds}, as CSV; formulas are made harmless unless \`lossless=true\``,
    action: "project.export",
    query: csvQuery,
    media: "text/csv",
    handle: async ({ db, params, query, request }) =>
      fileResponse(
        inTurn(
          rows(db, {
            projectId: params.projectId,
            format: "csv",
            formulas: query.lossless === "true" ? "keep" : "escape",
          }),
        ),
        { name: `${noun}.csv`, type: "text/csv", signal: request.signal },
      ),
  }),
]);
