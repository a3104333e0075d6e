/** Instants in ISO 8601. */
export interface GuidelinesHistory {
  /** When the guidelines, a definition or an example changed last; null = never. */
  readonly changedAt: string | null;
  /** The annotator's newest annotation when the page was opened; null = they begin now. */
  readonly lastWorkedAt: string | null;
  /** When the page was opened. */
  readonly openedAt: string;
  /** The change that was there when they last opened the guidelines; null = never opened. */
  readonly readUpTo: string | null;
}

/** Whether there is something that the annotator has not read and used to work without. */
export function hasGuidelinesNews({
  changedAt,
  lastWorkedAt,
  openedAt,
  readUpTo,
}: GuidelinesHistory): boolean {
  if (changedAt === null) return false;
  const known = [lastWorkedAt ?? openedAt, readUpTo ?? ""].map((instant) => Date.parse(instant) || 0);
  return Date.parse(changedAt) > Math.max(...known);
}
