import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { SetupError } from "@/lib/errors";

/** The user a PostgreSQL server runs as, where that is not the user who starts it. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. Root hands it to the owner of an existing cluster, else to the
 * system's `postgres`, else to `nobody`; anyone else runs it as themselves (null).
 */
export function serverAccount(cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = findAccount("postgres") ?? findAccount("nobody");
  if (account) return account;
  throw new SetupError({
    code: "no_server_account",
    what: "PostgreSQL refuses to run as root, and this system has neither a user 'postgres' nor 'nobody'.",
    next: "Start Winnow as an ordinary user, or set DATABASE_URL to a server of your own.",
  });
}

/** Whether the account can enter the directory and all above it. */
export function canEnter(account: Account | null, directory: string): boolean {
  const test = spawnSync("/bin/sh", ["-c", 'test -x "$0" && cd "$0"', directory], { cwd: "/", ...account });
  return test.status === 0;
}

function findAccount(name: string): Account | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [uid, gid] = (line?.split(":").slice(2, 4) ?? []).map(Number);
  return uid && gid ? { uid, gid } : null;
}
