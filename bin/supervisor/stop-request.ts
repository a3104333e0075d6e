/** How often the parent is looked at, under npm. */
const parentCheckMs = 500;

export interface StopRequest {
  /** Aborted at the first request to stop. */
  readonly signal: AbortSignal;
  /** Resolves then. */
  readonly made: Promise<void>;
}

/**
 * Listens for Ctrl-C, SIGTERM and a closed terminal. A second one does not wait for anything: the children
 * notice that the supervisor is gone, and PostgreSQL is stopped by its watchdog. Under npm, SIGTERM ends
 * npm's shell and not us, so there a change of parent is a request too.
 */
export function listenForStop(): StopRequest {
  const controller = new AbortController();
  const made = new Promise<void>((resolve) => {
    controller.signal.addEventListener("abort", () => resolve(), { once: true });
  });
  const request = () => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, request);
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      request();
    }, parentCheckMs);
    timer.unref();
  }
  return { signal: controller.signal, made };
}
