import { expect, test, vi } from "vitest";
import { eventStream } from "@/app/_server/event-stream";

type Send = (data: unknown) => void;

function open(signal = new AbortController().signal) {
  const unsubscribe = vi.fn();
  let send: Send = () => {};
  const response = eventStream((given) => {
    send = given;
    return unsubscribe;
  }, signal);
  return { response, unsubscribe, send: (data: unknown) => send(data) };
}

test("what is sent arrives as events, one JSON value each", async () => {
  const { response, send } = open();
  send({ kind: "round" });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toBe("retry: 1000\n: here\n\n");
  expect((await reader.read()).value).toBe('data: {"kind":"round"}\n\n');
  await reader.cancel();
});

test("the subscription ends when the reader goes away, however it goes", async () => {
  const cancelled = open();
  await cancelled.response.body!.cancel();
  expect(cancelled.unsubscribe).toHaveBeenCalledOnce();
  const controller = new AbortController();
  const aborted = open(controller.signal);
  controller.abort();
  expect(aborted.unsubscribe).toHaveBeenCalledOnce();
});

test("a reader that does not read is let go, and a late message does no harm", async () => {
  const { response, send, unsubscribe } = open();
  for (let i = 0; i < 300; i++) send({ i });
  expect(unsubscribe).toHaveBeenCalledOnce();
  const text = await response.text();
  expect(text.match(/data:/g)!.length).toBeLessThan(300);
});

test("a reader who is gone before the stream opens does not stay subscribed", () => {
  const { unsubscribe } = open(AbortSignal.abort());
  expect(unsubscribe).toHaveBeenCalledOnce();
});
