import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "@/lib/errors";
import type { Account } from "./account";
import type { Binaries } from "./binaries";
import { serverEnvironment } from "./environment";
import { type PostgresHome, rememberInitialized } from "./home";

/** Makes the cluster if there is none. It is built beside its place and renamed: whole or absent. */
export function ensureCluster(dataDirectory: string, home: PostgresHome, binaries: Binaries): void {
  if (home.initialized) {
    refuseOtherVersion(home.cluster, binaries);
    return;
  }
  removeDrafts(home.directory);
  const draft = join(home.directory, `postgres.init-${process.pid}`);
  const passwordFile = join(home.directory, `password.init-${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, home.password, { mode: 0o600 });
  giveTo(home.account, draft, passwordFile);
  try {
    runInitdb(binaries, draft, passwordFile, home.account);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(home.cluster, { recursive: true, force: true });
  renameSync(draft, home.cluster);
  rememberInitialized(dataDirectory);
}

export function giveTo(account: Account | null, ...paths: string[]): void {
  if (account) for (const path of paths) chownSync(path, account.uid, account.gid);
}

function runInitdb(binaries: Binaries, cluster: string, passwordFile: string, account: Account | null): void {
  const initdb = spawnSync(
    join(binaries.directory, "initdb"),
    [
      ...["-D", cluster, "-U", "winnow", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"],
      // Without these a system with no locale gets SQL_ASCII, which counts bytes for characters.
      ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      "--data-checksums",
    ],
    { cwd: "/", encoding: "utf8", env: serverEnvironment, ...account },
  );
  if (initdb.status === 0) return;
  throw new SetupError({
    code: "initdb_failed",
    what: "The embedded PostgreSQL could not make its database.",
    why: initdb.error?.message ?? initdb.stderr.trim(),
    next: "Check that the disk has room and that WINNOW_DATA can be written, then start again.",
    cause: initdb.error,
  });
}

/** What an interrupted initdb left; nobody else works here, since the data directory has one owner. */
function removeDrafts(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (/^(postgres|password)\.init-\d+$/.test(name)) rmSync(join(directory, name), { recursive: true });
  }
}

function refuseOtherVersion(cluster: string, binaries: Binaries): void {
  const major = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (major === binaries.major) return;
  throw new SetupError({
    code: "cluster_of_other_version",
    what: `The database in ${cluster} was made by PostgreSQL ${major}; this Winnow brings ${binaries.major}.`,
    next: "Start it with the Winnow that made it and move its content with pg_dump. Nothing was touched.",
  });
}
