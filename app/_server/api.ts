import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { type AccessRequest, authorize, isServerAction, projectNotFound } from "@/lib/access/authorize";
import { errorBodySchema } from "@/lib/contracts/errors";
import { pageUserHeader } from "@/lib/contracts/page-user";
import { type ApiServices, type Endpoint, serverEndpoint } from "./endpoint";
import { errorResponse, refuse } from "./error-response";
import { parseBody, parseQuery } from "./parse-request";
import { isFromOurPages } from "./same-origin";
import type { CurrentUser } from "./session";

export const apiRoot = "/api/v1";

/**
 * The HTTP API. Every endpoint goes through one door, in this order: our own pages only (for writes), a
 * session, the right, the shape of query and body, the work. An endpoint without an action does not compile.
 */
export function createApi(endpoints: readonly Endpoint[], open: () => ApiServices): OpenAPIHono {
  const api = new OpenAPIHono().basePath(apiRoot);
  for (const endpoint of [...endpoints, documentEndpoint(api)]) {
    const route = describeEndpoint(endpoint);
    api.openAPIRegistry.registerPath(route);
    api.on(endpoint.method, route.getRoutingPath(), async (context) => {
      const services = open();
      try {
        return await answer(endpoint, services, context.req.raw, context.req.param());
      } catch (error) {
        return errorResponse(error, services.log);
      }
    });
  }
  api.onError((error) => errorResponse(error));
  api.notFound(() =>
    refuse(404, {
      code: "no_such_address",
      message: `Nothing answers at this address. ${apiRoot}/openapi.json lists all that do.`,
      retryable: false,
    }),
  );
  return api;
}

async function answer(
  endpoint: Endpoint,
  services: ApiServices,
  request: Request,
  givenParams: Record<string, string>,
): Promise<Response> {
  if (endpoint.method !== "get" && !isFromOurPages(request)) return refusals.foreignPage();
  const user = await services.currentUser(request);
  if (!user || !isPageOf(user, request)) return refusals.notSignedIn();
  const params = endpoint.params?.safeParse(givenParams);
  if (params && !params.success) throw projectNotFound();
  const { role } = await authorize(services.db, accessRequest(endpoint, user, params?.data));
  const result = await endpoint.handle({
    ...services,
    user,
    role,
    params: params?.data,
    query: parseQuery(request, endpoint.query),
    body: await parseBody(request, endpoint.body),
    request,
  });
  if (result instanceof Response) return result;
  if (!endpoint.answer) return new Response(null, { status: 204 });
  return Response.json(endpoint.answer.parse(result), { headers: { "cache-control": "no-store" } });
}

/** A page that was opened by somebody else does nothing in this one's name; what says nothing of a page may go on. */
function isPageOf(user: CurrentUser, request: Request): boolean {
  const pageUserId = request.headers.get(pageUserHeader);
  return pageUserId === null || pageUserId === user.id;
}

function accessRequest(
  { action }: Endpoint,
  user: CurrentUser,
  params?: { projectId: string },
): AccessRequest {
  if (isServerAction(action)) return { userId: user.id, action };
  return { userId: user.id, action, projectId: params!.projectId };
}

const refusals = {
  foreignPage: () =>
    refuse(403, {
      code: "foreign_page",
      message: "This request comes from a page of another site, so it was not carried out.",
      retryable: false,
    }),
  notSignedIn: () =>
    refuse(401, {
      code: "not_signed_in",
      message: "You are not signed in, or your session has ended. Sign in and try again; nothing was lost.",
      retryable: true,
    }),
};

function documentEndpoint(api: OpenAPIHono): Endpoint {
  return serverEndpoint({
    method: "get",
    path: "/openapi.json",
    summary: "This document",
    action: "server.enter",
    media: "application/json",
    handle: async () =>
      Response.json(
        api.getOpenAPI31Document({
          openapi: "3.1.0",
          info: { title: "Winnow", version: "1", description: "Requests carry the session cookie." },
        }),
      ),
  });
}

/** The endpoint as OpenAPI describes it. */
function describeEndpoint(endpoint: Endpoint) {
  const { method, path, summary, params, query, body, answer: answerSchema, media } = endpoint;
  const refused = { description: "Refused", content: { "application/json": { schema: errorBodySchema } } };
  const content = answerSchema
    ? { "application/json": { schema: answerSchema } }
    : { [media ?? ""]: { schema: z.string() } };
  return createRoute({
    method,
    path,
    summary,
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(body && { body: { required: true, content: { "application/json": { schema: body } } } }),
    },
    responses: {
      ...(answerSchema || media
        ? { 200: { description: "Done", content } }
        : { 204: { description: "Done" } }),
      "4XX": refused,
      "5XX": refused,
    },
  });
}
