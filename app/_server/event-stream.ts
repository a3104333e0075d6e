/** Proxies and browsers give up on a connection that stays silent for long. */
const heartbeatMs = 15_000;

/** Whoever reads too slowly is let go at this many waiting messages; the browser connects again. */
const mostWaiting = 200;

/** A response of server-sent events. `subscribe` gets the function that sends, and returns how to stop. */
export function eventStream(
  subscribe: (send: (data: unknown) => void) => () => void,
  signal: AbortSignal,
): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOver = false;
        const write = (text: string) => {
          if (!isOver) controller.enqueue(encoder.encode(text));
        };
        const unsubscribe = subscribe((data) => {
          write(`data: ${JSON.stringify(data)}\n\n`);
          if (!isOver && (controller.desiredSize ?? 0) < -mostWaiting) {
            stop();
            controller.close();
          }
        });
        const heartbeat = setInterval(() => write(": here\n\n"), heartbeatMs);
        heartbeat.unref();
        stop = () => {
          if (isOver) return;
          isOver = true;
          clearInterval(heartbeat);
          unsubscribe();
        };
        write("retry: 1000\n: here\n\n");
        // The reader may have gone while its right was being looked up.
        if (signal.aborted) stop();
        signal.addEventListener("abort", stop, { once: true });
      },
      cancel: () => stop(),
    },
    { highWaterMark: 1 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
