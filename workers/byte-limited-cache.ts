export interface ByteLimitedCache<Value> {
  get(key: string): Value | undefined;
  /** Drops what was used longest ago until everything fits; `value` itself is kept whatever its size. */
  set(key: string, value: Value): void;
  delete(key: string): void;
}

/** Keeps what was used last, up to about `capacity` bytes. */
export function createByteLimitedCache<Value>(
  capacity: number,
  bytesOf: (value: Value) => number,
): ByteLimitedCache<Value> {
  /** Used longest ago first. */
  const kept = new Map<string, Value>();
  let bytes = 0;

  function take(key: string): Value | undefined {
    const value = kept.get(key);
    if (kept.delete(key)) bytes -= bytesOf(value!);
    return value;
  }

  function put(key: string, value: Value): void {
    kept.set(key, value);
    bytes += bytesOf(value);
    for (const oldest of kept.keys()) {
      if (bytes <= capacity || oldest === key) return;
      take(oldest);
    }
  }

  return {
    get(key) {
      const value = take(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set(key, value) {
      take(key);
      put(key, value);
    },
    delete: (key) => void take(key),
  };
}
