import type { OutboxState } from "./outbox";
import { isWaiting } from "./outbox-entry";

/** Where the annotator's work is, as the screen always shows it. */
export interface SavedState {
  readonly kind: "saved" | "saving" | "offline" | "signed-out" | "trouble";
  readonly count: number;
  readonly words: string;
}

export function savedStateOf({ entries, connection }: OutboxState): SavedState {
  const count = entries.filter(isWaiting).length;
  if (count === 0) return { kind: "saved", count, words: "all saved" };
  switch (connection) {
    case "fine":
      return { kind: "saving", count, words: `${count} being saved` };
    case "offline":
      return { kind: "offline", count, words: `offline: ${count} kept here` };
    case "signed-out":
      return { kind: "signed-out", count, words: `sign in again: ${count} kept here` };
    case "trouble":
      return { kind: "trouble", count, words: `not sent yet: ${count} kept here` };
  }
}
