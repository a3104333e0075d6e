import { projectEndpoint } from "@/app/_server/endpoint";
import { readLedger } from "@/db/queries/ledger";
import { projectNotFound } from "@/lib/access/authorize";
import { ledgerQuerySchema, ledgerSchema } from "@/lib/contracts/ledger";

export const ledgerEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/ledger",
    summary: "What labeling took and cost: by person, class, slot and day, and for a point of accuracy",
    action: "project.view",
    query: ledgerQuerySchema,
    answer: ledgerSchema,
    handle: async ({ db, params, query }) => {
      const ledger = await readLedger(db, params.projectId, query.timeZone);
      if (!ledger) throw projectNotFound();
      return ledger;
    },
  }),
];
