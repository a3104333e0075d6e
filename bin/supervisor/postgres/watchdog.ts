import { spawn } from "node:child_process";

/**
 * A shell that waits for this process to die. The pipe between them closes when we are killed in whatever
 * way; the shell then asks PostgreSQL for a fast shutdown. A line through the pipe calls it off.
 */
export function watchOver(postgresPid: number): { callOff(): void } {
  const shell = spawn("/bin/sh", ["-c", 'read -r _ || kill -INT "$0"', String(postgresPid)], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  shell.unref();
  // The shell may be gone before the line arrives (someone killed it): then there is nothing to call off.
  shell.stdin.on("error", () => {});
  return { callOff: () => shell.stdin.end("\n") };
}
