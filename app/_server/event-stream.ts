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
        const write = (text: string) => controller.enqueue(encoder.encode(text));
        const unsubscribe = subscribe((data) => {
          if ((controller.desiredSize ?? 0) <= -mostWaiting) return end();
          write(`data: ${JSON.stringify(data)}\n\n`);
        });
        const heartbeat = setInterval(() => write(": here\n\n"), heartbeatMs);
        heartbeat.unref();
        stop = once(() => {
          clearInterval(heartbeat);
          unsubscribe();
        });
        function end(): void {
          stop();
          controller.close();
        }
        signal.addEventListener("abort", () => stop(), { once: true });
        write("retry: 1000\n: here\n\n");
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

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
