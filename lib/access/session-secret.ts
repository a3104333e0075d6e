import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SetupError } from "../errors";

/**
 * The secret that signs sessions: 32 random bytes, made once and kept in the data directory, readable by
 * its owner only. Written aside and linked into place, so that two processes end with the same one.
 */
export async function loadSessionSecret(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, "session-secret");
  try {
    return await readSecret(path);
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
  await mkdir(dataDirectory, { recursive: true });
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readSecret(path);
}

async function readSecret(path: string): Promise<string> {
  const secret = (await readFile(path, "utf8")).trim();
  if (secret.length >= 32) return secret;
  throw new SetupError({
    code: "session_secret_broken",
    what: `The session secret in ${path} is too short.`,
    next: "Delete the file and start again: everybody signs in once more, nothing else changes.",
  });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
