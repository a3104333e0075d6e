/** Tells answers apart, in whatever order their classes are. */
export function answerKey(classIds: readonly string[]): string {
  return classIds.toSorted().join();
}

/** The answer that more than half gave; null when there is none. */
export function majorityOf(keys: readonly string[]): string | null {
  return keys.find((key) => 2 * keys.filter((other) => other === key).length > keys.length) ?? null;
}
