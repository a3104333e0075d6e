interface FileParts {
  /** Plain ASCII without quotes: it is the server's own choice. */
  readonly name: string;
  readonly type: string;
  /** Ends when the browser goes away; the rows are then no longer read. */
  readonly signal: AbortSignal;
}

/**
 * A file made while it is sent, never whole in memory: the next chunk is made when the last one is taken.
 * The first chunk is awaited here, so that a failing query answers with an error and not with half a file.
 */
export async function fileResponse(chunks: AsyncGenerator<string>, parts: FileParts): Promise<Response> {
  const first = await chunks.next();
  const encoder = new TextEncoder();
  const end = () => {
    void chunks.return(undefined);
  };
  parts.signal.addEventListener("abort", end, { once: true });
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(encoder.encode(first.value));
    },
    async pull(controller) {
      const next = await chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
  return new Response(stream, {
    headers: {
      "content-type": `${parts.type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${parts.name}"`,
      "cache-control": "no-store",
    },
  });
}
