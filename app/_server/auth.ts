import { type Auth, createAuth } from "@/lib/access/auth";
import { loadSessionSecret } from "@/lib/access/session-secret";
import { loadConfig } from "@/lib/config";
import { createLog } from "@/lib/log";
import { getDb } from "./db";

/** Kept on the global object, so that a module reloaded in development keeps its sessions. */
const held = globalThis as typeof globalThis & { winnowAuth?: Promise<Auth> };

/** The web process's accounts, made at the first call. */
export function getAuth(): Promise<Auth> {
  held.winnowAuth ??= open().catch((error: unknown) => {
    held.winnowAuth = undefined;
    throw error;
  });
  return held.winnowAuth;
}

async function open(): Promise<Auth> {
  const config = loadConfig();
  const secret = config.secret ?? (await loadSessionSecret(config.dataDirectory));
  const log = createLog("web", config.logLevel);
  return createAuth(getDb(), { secret, publicUrl: config.publicUrl, log });
}
