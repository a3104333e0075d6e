/** A tab that was put to sleep may sit on the lock; a repeated PUT is harmless, so nobody waits for it forever. */
const longestWaitMs = 20_000;

/** Runs work in one tab at a time. Web Locks exist on https and localhost only; elsewhere it runs at once. */
export function exclusiveAmongTabs(name: string): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    // The types promise it always; browsers do not.
    const locks = navigator.locks as LockManager | undefined;
    if (!locks) return work();
    const signal = AbortSignal.timeout(longestWaitMs);
    let begun = false;
    try {
      return await locks.request(name, { signal }, () => {
        begun = true;
        return work();
      });
    } catch (error) {
      if (begun || !signal.aborted) throw error;
      return work();
    }
  };
}
