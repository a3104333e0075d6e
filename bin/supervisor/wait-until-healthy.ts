import { setTimeout as delay } from "node:timers/promises";

/** Asks until the address answers 200; rejects when the signal aborts. */
export async function waitUntilHealthy(url: string, stop: AbortSignal): Promise<void> {
  for (;;) {
    stop.throwIfAborted();
    if (await isHealthy(url)) return;
    await delay(50, null, { signal: stop });
  }
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    // Not listening yet, or slow while it loads its first route: asked again.
    return false;
  }
}
