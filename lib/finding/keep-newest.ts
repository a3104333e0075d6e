/**
 * Keeps the last few results, so that many who ask for the same at once, or one after the other, wait for one making.
 * A making that fails is not kept.
 */
export function keepNewest<Value>(most: number) {
  const kept = new Map<string, Promise<Value>>();
  return (key: string, make: () => Promise<Value>): Promise<Value> => {
    const known = kept.get(key);
    kept.delete(key);
    const value = known ?? make();
    kept.set(key, value);
    if (!known) value.catch(() => kept.get(key) === value && kept.delete(key));
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return value;
  };
}
