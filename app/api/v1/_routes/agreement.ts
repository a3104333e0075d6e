import { projectEndpoint } from "@/app/_server/endpoint";
import { projectNotFound } from "@/lib/access/authorize";
import { agreementSchema } from "@/lib/contracts/agreement";
import { readAgreement } from "@/lib/measuring/read-agreement";

export const agreementEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/agreement",
    summary:
      "How far people agree on what several of them labeled, where they do not, and how often they answer gold right",
    action: "project.view",
    answer: agreementSchema,
    handle: async ({ db, params }) => {
      const agreement = await readAgreement(db, params.projectId);
      if (!agreement) throw projectNotFound();
      return agreement;
    },
  }),
];
