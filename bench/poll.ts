import { setTimeout as delay } from "node:timers/promises";

/** Asks again and again until there is an answer. */
export async function poll<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await delay(10);
  }
}
