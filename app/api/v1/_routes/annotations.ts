import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { authorize } from "@/lib/access/authorize";
import { annotationSchema, recordedAnnotationSchema } from "@/lib/contracts/labeling";
import { recordAnnotation } from "@/lib/labeling/record-annotation";

export const annotationEndpoints = [
  projectEndpoint({
    method: "put",
    path: "/projects/{projectId}/annotations/{annotationId}",
    summary: "Store a label, a skip or an undo under an id of your own; repeating it changes nothing",
    action: "project.label",
    params: { annotationId: z.uuid() },
    body: annotationSchema,
    answer: recordedAnnotationSchema,
    async handle({ db, user, params: { projectId, annotationId }, body }) {
      const byOracle = body.action === "label" && body.byOracle === true;
      if (byOracle) await authorize(db, { userId: user.id, action: "project.lead", projectId });
      return recordAnnotation(db, {
        id: annotationId,
        projectId,
        annotatorId: user.id,
        source: byOracle ? "oracle" : "annotator",
        input: body,
      });
    },
  }),
];
