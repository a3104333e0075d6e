import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SetupError } from "@/lib/errors";
import { giveTo } from "./create-cluster";
import type { PostgresHome } from "./home";

/** Unix socket paths end at 107 bytes, `/.s.PGSQL.5432.lock` included. */
const longestDirectory = 107 - "/.s.PGSQL.5432.lock".length;

/**
 * A private, empty directory for the server's socket: in its home, or in the temporary one when that lies
 * too deep. What a killed server left in it goes: PostgreSQL would take a zombie for its owner.
 */
export function makeSocketDirectory(home: PostgresHome): string {
  const near = join(home.directory, "socket");
  const directory = Buffer.byteLength(near) <= longestDirectory ? near : inTemporaryDirectory(home.directory);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(directory);
  const mine = uid === process.getuid?.() || uid === home.account?.uid;
  if (!mine || !lstatSync(directory).isDirectory()) {
    throw new SetupError({
      code: "socket_directory_taken",
      what: `${directory} belongs to another user.`,
      next: "Remove it, or set WINNOW_DATA to a directory with a shorter path.",
    });
  }
  for (const name of readdirSync(directory)) rmSync(join(directory, name));
  giveTo(home.account, directory);
  chmodSync(directory, 0o700);
  return directory;
}

function inTemporaryDirectory(homeDirectory: string): string {
  const name = createHash("sha256").update(homeDirectory).digest("hex").slice(0, 16);
  return join(tmpdir(), `winnow-${name}`);
}
