import { setTimeout as delay } from "node:timers/promises";
import { SetupError } from "@/lib/errors";

const patienceMs = 120_000;

/** Asks until the address answers 200; rejects when the signal aborts, or after two minutes. */
export async function waitUntilHealthy(url: string, stop: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    stop.throwIfAborted();
    if (await isHealthy(url)) return;
    if (performance.now() > deadline) throw neverHealthy(url);
    await delay(50, null, { signal: stop });
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    // Read to the end: a body given up half-way keeps the connection, and the server waits for that.
    await response.text();
    return response.status === 200;
  } catch {
    // Not listening yet, or slow while it loads its first route: asked again.
    return false;
  }
}

function neverHealthy(url: string): SetupError {
  return new SetupError({
    code: "web_not_healthy",
    what: `The web process runs, but ${url} did not answer 200 within two minutes.`,
    next: "Its log is logs/web.log in the data directory. Your data was not touched.",
  });
}
