import { Client } from "pg";

export interface Listener {
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly onMessage: (payload: string) => void;
  /** Messages may have been missed: the connection was just (re)made. */
  readonly onConnected: () => void;
  readonly onLost: (error: Error) => void;
}

/** Waiting times after the first, second, … failed attempt; the last one repeats. */
const pausesMs = [100, 500, 1_000, 2_000, 5_000];

/**
 * Hears what is told on a PostgreSQL channel, on one connection of its own. A connection that breaks is made
 * again until `close`; what was told meanwhile is lost, which is why `onConnected` is called each time.
 */
export function listen(url: string, channel: string, options: ListenOptions): Listener {
  let client: Client | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let closed = false;

  function lost(broken: Client, error: Error): void {
    if (client !== broken || closed) return;
    client = null;
    options.onLost(error);
    timer = setTimeout(connect, pausesMs[Math.min(failures++, pausesMs.length - 1)]);
    broken.end().catch(() => {
      // It is broken already; there is nothing left to close.
    });
  }

  function connect(): void {
    const fresh = new Client({ connectionString: url, application_name: "winnow listen", keepAlive: true });
    client = fresh;
    fresh.on("error", (error) => lost(fresh, error));
    fresh.on("end", () => lost(fresh, new Error("The listening connection ended.")));
    fresh.on("notification", ({ payload }) => options.onMessage(payload ?? ""));
    start(fresh).catch((error: Error) => lost(fresh, error));
  }

  async function start(fresh: Client): Promise<void> {
    await fresh.connect();
    await fresh.query(`listen ${fresh.escapeIdentifier(channel)}`);
    failures = 0;
    options.onConnected();
  }

  connect();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
