import { projectEndpoint } from "@/app/_server/endpoint";
import { projectNotFound } from "@/lib/access/authorize";
import { agreementSchema } from "@/lib/contracts/agreement";
import { readAgreement } from "@/lib/measuring/read-agreement";

export const agreementEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/agreement",
    summary: "How far people agree on the samples that several of them labeled, and where they do not",
    action: "project.view",
    answer: agreementSchema,
    handle: async ({ db, params }) => {
      const agreement = await readAgreement(db, params.projectId);
      if (!agreement) throw projectNotFound();
      return agreement;
    },
  }),
];
