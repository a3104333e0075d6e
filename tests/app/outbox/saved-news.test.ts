import { expect, test } from "vitest";
import type { Connection, OutboxState } from "@/app/projects/[projectId]/_outbox/outbox";
import type { OutboxEntry } from "@/app/projects/[projectId]/_outbox/outbox-entry";
import { newsSince, toldNothing } from "@/app/projects/[projectId]/_outbox/saved-news";
import { leasedSample } from "../bench/leased-sample";

function stateOf(connection: Connection, waiting: number, refused = 0, durable = true): OutboxState {
  const entries = Array.from({ length: waiting + refused }, (_, i): OutboxEntry => {
    const input = { action: "skip", sampleId: i + 1, seconds: 1 } as const;
    const refusal = i < waiting ? null : { code: "sample_not_found", message: "It is gone." };
    return { order: i, id: String(i), input, sample: leasedSample(i + 1), refusal };
  });
  return { entries, connection, trouble: null, durable };
}

/** What is said at each of these states, one after the other. */
function saidAt(...states: OutboxState[]): string[] {
  let told = toldNothing;
  return states.map((state) => {
    const { told: now, news } = newsSince(told, state);
    told = now;
    return news.join(" ");
  });
}

test("an answer that is saved as usual is not worth a word", () => {
  const saving = stateOf("fine", 1);
  expect(saidAt(stateOf("fine", 0), saving, stateOf("fine", 0), saving, stateOf("fine", 0)).join("")).toBe(
    "",
  );
});

test("another kind of state is said once, not with every count, and its end when all is saved", () => {
  const states = [stateOf("offline", 1), stateOf("offline", 2), stateOf("fine", 2), stateOf("fine", 0)];
  expect(saidAt(...states)).toEqual(["offline", "", "", "saved"]);
  expect(saidAt(stateOf("trouble", 1), stateOf("signed-out", 1))).toEqual(["trouble", "signed-out"]);
});

test("each refusal is said, beside what else changed; that one was settled is not", () => {
  const states = [stateOf("fine", 0, 1), stateOf("offline", 1, 2), stateOf("offline", 1, 1)];
  expect(saidAt(...states)).toEqual(["refused", "refused offline", ""]);
});

test("that the browser keeps nothing is said once", () => {
  expect(saidAt(stateOf("fine", 0, 0, false), stateOf("fine", 1, 0, false))).toEqual(["notDurable", ""]);
});

test("that everything is on the server again is not said beside a refusal", () => {
  expect(saidAt(stateOf("offline", 1), stateOf("fine", 0, 1))).toEqual(["offline", "refused"]);
});
