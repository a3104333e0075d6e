import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "@/lib/errors";
import { commandLine, isGoneWithin, processIdentity, signal } from "../process-identity";

/**
 * Makes way for a new server on this cluster. A server that outlived its supervisor is asked to end.
 * A pid file whose process is gone, a zombie, or someone else by now gets this process's id in place of
 * the old one: the new server's parent, which PostgreSQL does not take for a rival, while it still reads
 * the shared memory key in that file and refuses to start before the old server's last backend is gone.
 */
export async function clearStalePid(cluster: string): Promise<void> {
  const path = join(cluster, "postmaster.pid");
  if (!existsSync(path)) return;
  const [firstLine, ...rest] = readFileSync(path, "utf8").split("\n");
  const pid = Number(firstLine);
  const identity = processIdentity(pid);
  if (identity && commandLine(pid).includes(cluster)) {
    await endOrphan(pid, identity);
  } else {
    writeFileSync(path, [process.pid, ...rest].join("\n"));
  }
}

async function endOrphan(pid: number, identity: string): Promise<void> {
  for (const [name, patience] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 5_000],
  ] as const) {
    signal(pid, name);
    if (await isGoneWithin(pid, identity, patience)) return;
  }
  throw new SetupError({
    code: "orphan_server_stays",
    what: `A PostgreSQL server from an earlier start (pid ${pid}) does not end.`,
    next: "It may wait for a hung disk. End it by hand, then start again.",
  });
}
