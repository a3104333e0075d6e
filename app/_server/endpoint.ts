import { z } from "zod";
import type { Db } from "@/db/client";
import type { Action, ProjectAction, Role, ServerAction } from "@/lib/access/authorize";
import type { Log } from "@/lib/log";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { DerivedFiles } from "@/lib/storage/derived-files";
import type { ChangeFeed } from "./change-feed";
import type { CurrentUser } from "./session";

/** What the web process offers to every handler. */
export interface ApiServices {
  readonly db: Db;
  readonly blobs: BlobStore;
  /** Images made smaller for the screen. */
  readonly previews: DerivedFiles;
  readonly changes: ChangeFeed;
  readonly log: Log;
  readonly dataDirectory: string;
  readonly newId: () => string;
  currentUser(request: Request): Promise<CurrentUser | null>;
}

interface Parts<Params, Query, Body> {
  readonly user: CurrentUser;
  readonly role: Role;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
}

export type EndpointContext<Params, Query, Body> = ApiServices & Parts<Params, Query, Body>;

interface EndpointCommon<Query extends z.ZodType, Body extends z.ZodType, Answer extends z.ZodType> {
  readonly method: "get" | "post" | "put" | "patch" | "delete";
  /** Below `/api/v1`, with parameters in braces: `/projects/{projectId}/leases`. */
  readonly path: string;
  readonly summary: string;
  readonly query?: Query;
  /** A JSON body. Endpoints that take a file leave it out and read `request` themselves. */
  readonly body?: Body;
  /** The JSON that is answered; left out: nothing (204), or what the handler makes itself. */
  readonly answer?: Answer;
  /** What is answered instead of JSON: `text/event-stream`. */
  readonly media?: string;
}

export interface EndpointDefinition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> extends EndpointCommon<Query, Body, Answer> {
  /** What the asker must be allowed to do. */
  readonly action: Action;
  readonly params?: Params;
  handle(
    context: EndpointContext<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<z.input<Answer> | Response>;
}

// biome-ignore lint/suspicious/noExplicitAny: a list of endpoints, each with its own schemas
export type Endpoint = EndpointDefinition<any, any, any, any>;

const projectIdParams = z.object({ projectId: z.uuid() });

type WithProjectId<Params extends z.ZodRawShape> = z.ZodObject<{ projectId: z.ZodUUID } & Params>;

/** An endpoint below `/projects/{projectId}`; `params` lists the other parameters of its path. */
export function projectEndpoint<
  Params extends z.ZodRawShape = Record<never, never>,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(
  definition: EndpointCommon<Query, Body, Answer> & {
    readonly action: ProjectAction;
    readonly params?: Params;
    handle(
      context: EndpointContext<
        { projectId: string } & z.output<z.ZodObject<Params>>,
        z.output<Query>,
        z.output<Body>
      >,
    ): Promise<z.input<Answer> | Response>;
  },
): Endpoint {
  const params = projectIdParams.extend(definition.params ?? {}) as unknown as WithProjectId<Params>;
  return { ...definition, params };
}

/** An endpoint that belongs to no project. */
export function serverEndpoint<
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(
  definition: EndpointCommon<Query, Body, Answer> & {
    readonly action: ServerAction;
    handle(
      context: EndpointContext<undefined, z.output<Query>, z.output<Body>>,
    ): Promise<z.input<Answer> | Response>;
  },
): Endpoint {
  return definition as Endpoint;
}
