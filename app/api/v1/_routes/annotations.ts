import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { errorResponse } from "@/app/_server/error-response";
import type { Db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import { errorBodySchema } from "@/lib/contracts/errors";
import {
  type AnnotationInput,
  annotationBatchSchema,
  annotationSchema,
  type RecordedBatch,
  recordedAnnotationSchema,
  recordedBatchSchema,
} from "@/lib/contracts/labeling";
import { InvalidInputError } from "@/lib/errors";
import { announceAnnotations } from "@/lib/labeling/announce-annotations";
import { recordAnnotation, storeAnnotation } from "@/lib/labeling/record-annotation";

export const annotationEndpoints = [
  projectEndpoint({
    method: "put",
    path: "/projects/{projectId}/annotations/{annotationId}",
    summary:
      "Store an answer, a yes or no about one class, a skip, a flag or an undo under an id of your own; repeating it changes nothing",
    action: "project.label",
    params: { annotationId: z.uuid() },
    body: annotationSchema,
    answer: recordedAnnotationSchema,
    handle: ({ db, user, params: { projectId, annotationId }, body }) =>
      record(recordAnnotation, db, { id: annotationId, projectId, annotatorId: user.id, input: body }),
  }),
  projectEndpoint({
    method: "post",
    path: "/projects/{projectId}/annotations",
    summary: "Store up to 50 annotations, each as by PUT; one that is refused does not stop the others",
    action: "project.label",
    body: annotationBatchSchema,
    answer: recordedBatchSchema,
    async handle({ db, log, user, params: { projectId }, body }) {
      const recorded: RecordedBatch = [];
      for (const { id, input } of body) {
        try {
          const given = { id, projectId, annotatorId: user.id, input: parseInput(input) };
          recorded.push({ id, ok: await record(storeAnnotation, db, given) });
        } catch (error) {
          const refusal = errorBodySchema.parse(await errorResponse(error, log).json());
          recorded.push({ id, error: refusal.error });
        }
      }
      await announceAnnotations(db, projectId);
      return recorded;
    },
  }),
];

interface Given {
  readonly id: string;
  readonly projectId: string;
  readonly annotatorId: string;
  readonly input: AnnotationInput;
}

async function record(store: typeof recordAnnotation, db: Db, given: Given) {
  const { projectId, annotatorId, input } = given;
  const byOracle = "byOracle" in input && input.byOracle === true;
  const settles = "screen" in input && input.screen === "review";
  if (byOracle || settles) await authorize(db, { userId: annotatorId, action: "project.lead", projectId });
  return store(db, { ...given, source: byOracle ? "oracle" : "annotator" });
}

function parseInput(input: unknown): AnnotationInput {
  const parsed = annotationSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new InvalidInputError({
    code: "invalid_request",
    what: `The annotation is not as expected:\n${z.prettifyError(parsed.error)}\n`,
    next: "It was not stored.",
    cause: parsed.error,
  });
}
