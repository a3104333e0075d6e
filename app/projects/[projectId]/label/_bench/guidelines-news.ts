/** Instants in ISO 8601. */
export interface GuidelinesHistory {
  /** Whether there is something to read. */
  readonly hasGuidelines: boolean;
  /** When the guidelines, a definition or an example changed last; null = never. */
  readonly changedAt: string | null;
  /** The annotator's newest annotation when the page was opened; null = they begin now. */
  readonly lastWorkedAt: string | null;
  /** When the page was opened. */
  readonly openedAt: string;
  /** The change that was there when they last opened the guidelines; null = never opened. */
  readonly readUpTo: string | null;
}

/** `read`: there are guidelines, and somebody begins who never opened them. */
export type GuidelinesNewsKind = "changed" | "read";

/** What the annotator has not read: a change since they worked, or, where they begin now, all of it. */
export function guidelinesNews(history: GuidelinesHistory): GuidelinesNewsKind | null {
  const { hasGuidelines, changedAt, lastWorkedAt, openedAt, readUpTo } = history;
  const known = [lastWorkedAt ?? openedAt, readUpTo ?? ""].map((instant) => Date.parse(instant) || 0);
  if (changedAt !== null && Date.parse(changedAt) > Math.max(...known)) return "changed";
  return hasGuidelines && lastWorkedAt === null && readUpTo === null ? "read" : null;
}
