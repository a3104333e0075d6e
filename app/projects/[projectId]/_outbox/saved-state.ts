import type { OutboxState } from "./outbox";
import { isWaiting } from "./outbox-entry";

/** Where the annotator's work is, as the screen always shows it. */
export interface SavedState {
  readonly kind: "saved" | "saving" | "offline" | "signed-out" | "trouble";
  /** How many answers are not on the server yet. */
  readonly count: number;
}

export function savedStateOf({ entries, connection }: OutboxState): SavedState {
  const count = entries.filter(isWaiting).length;
  if (count === 0) return { kind: "saved", count };
  return { kind: connection === "fine" ? "saving" : connection, count };
}
