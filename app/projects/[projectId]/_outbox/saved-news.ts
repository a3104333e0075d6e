import type { OutboxState } from "./outbox";
import { isWaiting } from "./outbox-entry";
import { type SavedState, savedStateOf } from "./saved-state";

/** What whoever listens was told last. */
export interface Told {
  readonly kind: Exclude<SavedState["kind"], "saving">;
  readonly refused: number;
  readonly durable: boolean;
}

export type News = Told["kind"] | "refused" | "notDurable";

export const toldNothing: Told = { kind: "saved", refused: 0, durable: true };

/**
 * What is worth a word since: another kind of state, or one more refusal. That an answer is being saved is not: it would be
 * said with each.
 */
export function newsSince(told: Told, state: OutboxState): { readonly told: Told; readonly news: News[] } {
  const { kind } = savedStateOf(state);
  const refused = state.entries.filter((entry) => !isWaiting(entry)).length;
  const now: Told = { kind: kind === "saving" ? told.kind : kind, refused, durable: state.durable };
  const news: News[] = [];
  if (refused > told.refused) news.push("refused");
  // That all is on the server again would not be true beside a refusal.
  if (now.kind !== told.kind && !(now.kind === "saved" && refused > 0)) news.push(now.kind);
  if (told.durable && !now.durable) news.push("notDurable");
  return { told: now, news };
}
