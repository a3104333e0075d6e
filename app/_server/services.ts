import { join } from "node:path";
import { loadConfig } from "@/lib/config";
import { SetupError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { createLog } from "@/lib/log";
import { createDerivedFiles } from "@/lib/storage/derived-files";
import { createFolderStore } from "@/lib/storage/folder-store";
import { createChangeFeed } from "./change-feed";
import { getDb } from "./db";
import type { ApiServices } from "./endpoint";
import { currentUser } from "./session";

/** Kept on the global object, so that a module reloaded in development does not listen twice. */
const held = globalThis as typeof globalThis & { winnowServices?: ApiServices };

/** What the web process's handlers work with, made at the first call. */
export function getServices(): ApiServices {
  held.winnowServices ??= openServices();
  return held.winnowServices;
}

function openServices(): ApiServices {
  const config = loadConfig();
  const db = getDb();
  const log = createLog("web", config.logLevel);
  if (config.databaseUrl === undefined) {
    throw new SetupError({ code: "no_database", what: "The web process does not know its database." });
  }
  return {
    db,
    log,
    newId: () => newId(),
    currentUser,
    blobs: createFolderStore(join(config.dataDirectory, "blobs")),
    previews: createDerivedFiles({ directory: join(config.dataDirectory, "previews"), atOnce: 2 }),
    changes: createChangeFeed({ databaseUrl: config.databaseUrl, log, now: () => performance.now() }),
    dataDirectory: config.dataDirectory,
  };
}
