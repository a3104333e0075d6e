/** What is read faster than this is read anew each time. */
const cheapMs = 50;
/** A costly answer is kept this many times as long as it took, but never longer than what is shown may be old. */
const keptPerCost = 20;
const longestKeptMs = 5_000;

/**
 * `read`, shared by those who ask for the same key at the same time, and kept for a while where it takes long: however
 * many ask, little of the time is spent on it, and what is small is never old.
 */
export function keepCostly<Value>(
  read: (key: string) => Promise<Value>,
  now: () => number = () => performance.now(),
): (key: string) => Promise<Value> {
  const answers = new Map<string, { readonly value: Promise<Value>; until: number }>();
  return (key) => {
    const known = answers.get(key);
    if (known && now() < known.until) return known.value;
    const since = now();
    const answer = { value: read(key), until: Number.POSITIVE_INFINITY };
    answers.set(key, answer);
    const forget = () => answers.get(key) === answer && answers.delete(key);
    answer.value.then(() => {
      const took = now() - since;
      if (took < cheapMs) forget();
      else answer.until = now() + Math.min(longestKeptMs, keptPerCost * took);
    }, forget);
    return answer.value;
  };
}
