/**
 * Runs `run` for many callers at once: at most one run of a key is under way, and whoever calls meanwhile shares the
 * next. Each caller's promise is that of a run that began after the call, and rejects as that run does.
 */
export function coalesce(run: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();
  const begin = (key: string): Promise<void> => {
    next.delete(key);
    const running = run(key).finally(() => {
      if (underWay.get(key) === running) underWay.delete(key);
    });
    underWay.set(key, running);
    return running;
  };
  return (key) => {
    const shared = next.get(key);
    if (shared) return shared;
    const before = underWay.get(key);
    if (!before) return begin(key);
    const waiting = before.catch(() => undefined).then(() => begin(key));
    next.set(key, waiting);
    return waiting;
  };
}
