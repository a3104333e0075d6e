import { z } from "zod";
import { projectEndpoint } from "@/app/_server/endpoint";
import { readFlags } from "@/db/queries/flags";
import { readOwnAnnotations, readOwnWork } from "@/db/queries/own-work";
import {
  flagSchema,
  ownAnnotationSchema,
  ownAnnotationsQuerySchema,
  ownWorkQuerySchema,
  ownWorkSchema,
} from "@/lib/contracts/own-work";
import { dismissFlag } from "@/lib/labeling/dismiss-flag";

export const ownWorkEndpoints = [
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/own-annotations",
    summary: "Your own decisions, newest first",
    action: "project.label",
    query: ownAnnotationsQuerySchema,
    answer: z.array(ownAnnotationSchema),
    handle: ({ db, user, params: { projectId }, query }) =>
      readOwnAnnotations(db, { projectId, annotatorId: user.id, ...query }),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/own-work",
    summary: "Your own numbers: labels by day, pace, active time",
    action: "project.label",
    query: ownWorkQuerySchema,
    answer: ownWorkSchema,
    handle: ({ db, user, params: { projectId }, query }) =>
      readOwnWork(db, { projectId, annotatorId: user.id, ...query }),
  }),
  projectEndpoint({
    method: "get",
    path: "/projects/{projectId}/flags",
    summary: "Samples that annotators set aside and that no lead dealt with, newest first",
    action: "project.lead",
    answer: z.array(flagSchema),
    handle: ({ db, params: { projectId } }) => readFlags(db, projectId),
  }),
  projectEndpoint({
    method: "put",
    path: "/projects/{projectId}/flags/{annotationId}",
    summary: "Take a flag off the list, or put it back",
    action: "project.lead",
    params: { annotationId: z.uuid() },
    body: z.object({ dismissed: z.boolean() }),
    handle: ({ db, user, params, body }) => dismissFlag(db, { ...params, ...body, userId: user.id }),
  }),
];
