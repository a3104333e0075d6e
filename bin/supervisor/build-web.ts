import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { SetupError } from "@/lib/errors";

/** Builds the web interface when it is missing or older than its sources; it says so itself. */
export async function buildWeb(rootDirectory: string, stop: AbortSignal): Promise<void> {
  const build = spawn(process.execPath, [join(rootDirectory, "bin/build.mjs"), "web"], {
    stdio: "inherit",
  });
  const end = () => build.kill("SIGTERM");
  stop.addEventListener("abort", end);
  const [code] = await once(build, "exit");
  stop.removeEventListener("abort", end);
  stop.throwIfAborted();
  if (code === 0) return;
  throw new SetupError({
    code: "web_build_failed",
    what: "The web interface could not be built; the lines above say why.",
    next: "Run npm ci again, then npm start. Your data was not touched.",
  });
}
