import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import {
  findQuerySchema,
  foundSchema,
  hitSchema,
  sampleTextSchema,
  similarSchema,
} from "@/lib/contracts/finding";
import { findInPool } from "@/lib/finding/find-in-pool";
import { findSample } from "@/lib/finding/find-sample";
import { findSimilar } from "@/lib/finding/find-similar";
import { readSampleText } from "@/lib/finding/read-sample-text";

const sampleParams = { sampleId: z.coerce.number().int().positive() };

export const findEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/find",
    summary: "Search the pool by words; what is kept blind for measuring is left out",
    action: "project.label",
    query: findQuerySchema,
    answer: foundSchema,
    handle: ({ db, user, params: { projectId }, query }) =>
      findInPool(db, { projectId, annotatorId: user.id }, query),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}",
    summary: "One sample of the pool, whole; what is kept blind for measuring is refused",
    action: "project.label",
    params: sampleParams,
    answer: hitSchema,
    handle: ({ db, user, params: { projectId, sampleId } }) =>
      findSample(db, { projectId, annotatorId: user.id }, sampleId),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/similar",
    summary:
      "The samples most like one, by its neighbours in the embeddings or, before there are any, by its words",
    action: "project.label",
    params: sampleParams,
    answer: similarSchema,
    handle: ({ db, blobs, user, params: { projectId, sampleId } }) =>
      findSimilar({ db, blobs }, { projectId, annotatorId: user.id }, sampleId),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/samples/{sampleId}/text",
    summary: "The whole text of a sample that a search may show",
    action: "project.label",
    params: sampleParams,
    answer: sampleTextSchema,
    handle: ({ db, user, params: { projectId, sampleId } }) =>
      readSampleText(db, { projectId, annotatorId: user.id }, sampleId),
  }),
];
