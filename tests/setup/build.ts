import { execFileSync } from "node:child_process";

/** Builds what `winnow start` runs; does nothing when that is up to date. */
export function setup(): void {
  execFileSync(process.execPath, ["bin/build.mjs"], { stdio: "inherit" });
}
