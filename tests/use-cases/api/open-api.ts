import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll } from "vitest";
import { createApi } from "@/app/_server/api";
import { createChangeFeed } from "@/app/_server/change-feed";
import type { ApiServices } from "@/app/_server/endpoint";
import { endpoints } from "@/app/api/v1/_routes";
import { users } from "@/db/schema/accounts";
import { newId } from "@/lib/ids";
import { createLog } from "@/lib/log";
import { createDerivedFiles } from "@/lib/storage/derived-files";
import { createFolderStore } from "@/lib/storage/folder-store";
import type { TestDatabase } from "../../setup/test-database";

export const origin = "http://winnow.test";

export interface RequestOptions {
  readonly method?: string;
  /** Who asks: their session is taken as given. Nobody by default. */
  readonly as?: string | null;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

export interface TestApi {
  readonly services: ApiServices;
  request(path: string, options?: RequestOptions): Promise<Response>;
}

/** The whole API on a test database, without Next.js and with sessions replaced by a header. */
export function openApi({ db, url }: TestDatabase): TestApi {
  const dataDirectory = mkdtempSync(join(tmpdir(), "winnow-api-"));
  const log = createLog("test", "silent");
  const changes = createChangeFeed({ databaseUrl: url, log, now: () => performance.now() });
  const services: ApiServices = {
    db,
    log,
    changes,
    dataDirectory,
    newId: () => newId(),
    blobs: createFolderStore(join(dataDirectory, "blobs")),
    previews: createDerivedFiles({ directory: join(dataDirectory, "previews"), atOnce: 2 }),
    async currentUser(request) {
      const id = request.headers.get("x-test-user");
      if (id === null) return null;
      const [user] = await db.select().from(users).where(eq(users.id, id));
      return user ?? null;
    },
  };
  const api = createApi(endpoints, () => services);
  afterAll(async () => {
    await changes.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });
  return {
    services,
    async request(path, { method = "GET", as = null, body, headers = {}, signal } = {}) {
      const all = new Headers(headers);
      if (as !== null) all.set("x-test-user", as);
      if (body !== undefined) all.set("content-type", "application/json");
      const init = {
        method,
        headers: all,
        signal,
        body: body === undefined ? undefined : JSON.stringify(body),
      };
      return api.fetch(new Request(`${origin}/api/v1${path}`, init));
    },
  };
}

/** The code of a refused request; null when it was not refused. */
export async function codeOf(response: Response): Promise<string | null> {
  if (response.ok) {
    await response.body?.cancel();
    return null;
  }
  const { error } = (await response.json()) as { error: { code: string } };
  return error.code;
}
