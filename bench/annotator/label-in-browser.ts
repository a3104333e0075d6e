import { setTimeout as delay } from "node:timers/promises";
import type { CDPSession, Page } from "playwright-core";

/** What the page counts by itself; see watch-page.js. */
interface Watched {
  /** The text of the sample on the screen, and when it was painted there. */
  shown: { text: string; at: number } | null;
  /** When the last key went down, or the last button was pressed. */
  keyAt: number;
  /** Sum of all layout shifts, those right after a key too. */
  layoutShift: number;
}

export interface BrowserFigures {
  /** From the key to the next sample painted, milliseconds by the page's clock. */
  readonly keyToPaintMs: number[];
  /** The texts that were answered. */
  readonly answered: readonly string[];
  /**
   * Wall time less the time in which a sample stood on the screen and its key had not gone down yet, by the page's clock:
   * what the annotator waited for, and not what it takes this benchmark to look and to press.
   */
  readonly overheadSeconds: number;
  readonly layoutShift: number;
}

const watchedOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { winnowWatched: Watched }).winnowWatched);

interface Work {
  readonly count: number;
  /** Gives an answer to the sample that shows this text: presses a key, or a button. */
  answer(text: string): Promise<void>;
  readonly thinkMs: number;
}

/** Labels so many samples, thinking a while over each, as an annotator at the screen does. */
export async function labelInBrowser(page: Page, { count, answer, thinkMs }: Work): Promise<BrowserFigures> {
  const keyToPaintMs: number[] = [];
  const answered: string[] = [];
  const since = performance.now();
  const before = await watchedOf(page);
  let last: { text: string; at: number } | null = null;
  let thoughtMs = 0;
  for (let i = 0; i <= count; i++) {
    const { text, at, keyAt } = await nextShown(page, last?.text ?? null);
    if (last !== null) {
      keyToPaintMs.push(at - keyAt);
      thoughtMs += keyAt - last.at;
    }
    if (i === count) break;
    await delay(thinkMs);
    answered.push(text);
    await answer(text);
    last = { text, at };
  }
  const after = await watchedOf(page);
  return {
    keyToPaintMs,
    answered,
    overheadSeconds: (performance.now() - since - thoughtMs) / 1000,
    layoutShift: after.layoutShift - before.layoutShift,
  };
}

/** Waits until another sample than the last one is painted. */
async function nextShown(
  page: Page,
  last: string | null,
): Promise<{ text: string; at: number; keyAt: number }> {
  const handle = await page.waitForFunction(
    (before) => {
      const { shown, keyAt } = (window as unknown as { winnowWatched: Watched }).winnowWatched;
      return shown !== null && shown.text !== before ? { ...shown, keyAt } : null;
    },
    last,
    { polling: 5, timeout: 60_000 },
  );
  return (await handle.jsonValue())!;
}

/** Adds so many milliseconds to every round trip of the page. */
export async function slowDown(page: Page, roundTripMs: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  return session;
}

/** Compressed bytes of all scripts that the page loaded. */
export function scriptBytes(page: Page): Promise<number> {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
  );
}
