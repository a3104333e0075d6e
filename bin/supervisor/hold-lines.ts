export interface HeldLines {
  readonly show: (line: string) => void;
  /** Shows at once what is held. */
  readonly flush: () => void;
  /** Forgets what is held, and whatever comes yet. */
  readonly drop: () => void;
}

/**
 * Shows lines a moment later than they come. When the database ends, web and worker complain at once, each of its broken
 * connections; by then it is known why, and one sentence says it all.
 */
export function holdLines(say: (line: string) => void, delayMs: number): HeldLines {
  let held: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let isDropped = false;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const lines = held;
    held = [];
    for (const line of lines) say(line);
  };
  return {
    show(line) {
      if (isDropped) return;
      held.push(line);
      timer ??= setTimeout(flush, delayMs);
    },
    flush,
    drop() {
      isDropped = true;
      held = [];
    },
  };
}
