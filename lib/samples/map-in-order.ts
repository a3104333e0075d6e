/** Applies `change` to at most `concurrency` values at once; yields the results in the order of the source. */
export async function* mapInOrder<In, Out>(
  source: AsyncIterable<In> | Iterable<In>,
  concurrency: number,
  change: (value: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const running: Promise<Out>[] = [];
  try {
    for await (const value of source) {
      const result = change(value);
      // Awaited below; until then a failure must not count as unhandled.
      result.catch(() => {});
      running.push(result);
      if (running.length >= concurrency) yield await running.shift()!;
    }
    while (running.length > 0) yield await running.shift()!;
  } finally {
    // After an error or an early end the others are waited for: they still write.
    await Promise.allSettled(running);
  }
}
