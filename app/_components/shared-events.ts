import { pollMilliseconds } from "./poll-milliseconds";

/** `opened`: from now on changes are told, and nothing is known of those before. `lost`: until it opens again, none are. */
export type StreamEvent = "opened" | "changed" | "lost";

/**
 * Follows a stream of server-sent events, one for all tabs of a browser: it holds six connections to a host at most, and a
 * stream takes one as long as it is open. Of the tabs that follow the one with the lock has the stream and tells the others;
 * when it is left the next one opens its own. Without locks, which browsers grant to https and localhost alone, each tab has
 * its own. A tab that nobody sees follows nothing, and looks again when it is seen.
 */
export function followEvents(url: string, listener: (event: StreamEvent) => void): () => void {
  let stop = () => {};
  const followWhileSeen = () => {
    stop();
    stop = document.visibilityState === "visible" ? follow(url, listener) : () => {};
  };
  followWhileSeen();
  document.addEventListener("visibilitychange", followWhileSeen);
  return () => {
    document.removeEventListener("visibilitychange", followWhileSeen);
    stop();
  };
}

function follow(url: string, listener: (event: StreamEvent) => void): () => void {
  const leaving = new AbortController();
  const { signal } = leaving;
  const tabs = new BroadcastChannel(url);
  tabs.onmessage = ({ data }: MessageEvent<StreamEvent>) => listener(data);
  signal.addEventListener("abort", () => tabs.close());
  const lead = () =>
    openStream(url, signal, (event) => {
      listener(event);
      tabs.postMessage(event);
    });
  if (navigator.locks) {
    takeTurns(url, signal, { lead, onFollow: () => listener("changed") }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  } else void lead();
  return () => leaving.abort();
}

interface Turns {
  /** Has the stream until the tab is left. */
  readonly lead: () => Promise<void>;
  /** Another tab has it: what changed before this one listened was told to others. */
  readonly onFollow: () => void;
}

async function takeTurns(name: string, signal: AbortSignal, { lead, onFollow }: Turns): Promise<void> {
  const isTaken = await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await lead();
    return lock === null;
  });
  if (!isTaken || signal.aborted) return;
  onFollow();
  await navigator.locks.request(name, { signal }, lead);
}

/** Resolves when the tab is left. A connection that breaks is reopened by the browser, one that is refused here. */
function openStream(url: string, signal: AbortSignal, tell: (event: StreamEvent) => void): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let events: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      // A page is at most as old as its document; what changed since is told at once.
      events = new EventSource(`${url}?age=${Math.ceil(performance.now())}`);
      events.onopen = () => tell("opened");
      events.onmessage = () => tell("changed");
      events.onerror = () => {
        tell("lost");
        if (events.readyState === EventSource.CLOSED) timer = setTimeout(open, pollMilliseconds);
      };
    };
    open();
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      events.close();
      resolve();
    });
  });
}
