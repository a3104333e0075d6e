import { afterEach } from "vitest";
import { ApiError } from "@/app/_components/call-api";
import { Outbox, type OutboxParts } from "@/app/projects/[projectId]/_outbox/outbox";
import { MemoryStorage } from "@/app/projects/[projectId]/_outbox/outbox-storage";
import { savedStateOf } from "@/app/projects/[projectId]/_outbox/saved-state";
import { waitFor } from "../../setup/wait-for";
import { leasedSample } from "../bench/leased-sample";

export const offline = new ApiError({ code: "unreachable", message: "offline", retryable: true });
export const signedOut = new ApiError({ code: "not_signed_in", message: "signed out", retryable: true });
export const busy = new ApiError({ code: "unavailable", message: "busy", retryable: true });
export const archived = new ApiError({ code: "label_class_archived", message: "gone", retryable: false });
export const deleted = new ApiError({ code: "project_not_found", message: "no project", retryable: false });
export const undoneBefore = new ApiError({ code: "already_undone", message: "undone", retryable: false });

const stop: (() => void)[] = [];
afterEach(() => {
  for (const each of stop.splice(0)) each();
});

/** An outbox whose server answers as `replies` say, one after the other, and then takes everything. */
export function arrangeOutbox(replies: (ApiError | null)[] = [], storage = new MemoryStorage()) {
  const sent: string[] = [];
  const refused: string[] = [];
  const batches: number[] = [];
  const parts: OutboxParts = {
    storage,
    async send(id) {
      const reply = replies.shift();
      if (reply) throw reply;
      if (!sent.includes(id)) sent.push(id);
      return { id, sequence: sent.length, sample: null };
    },
    /** Like the server: one after the other, each with an answer of its own. */
    async sendAll(entries) {
      batches.push(entries.length);
      return Promise.all(
        entries.map(async ({ id, input }) => {
          try {
            return { id, ok: await parts.send(id, input) };
          } catch (error) {
            const { code, message, retryable } = error as ApiError;
            return { id, error: { code, message, retryable } };
          }
        }),
      );
    },
    exclusively: (work) => work(),
    tellOtherTabs: () => {},
    onSent: () => {},
    onRefused: ({ id }) => refused.push(id),
    pauseAfter: () => 1,
  };
  const outbox = new Outbox(parts);
  const controller = new AbortController();
  stop.push(() => controller.abort());
  const run = () => void outbox.run(controller.signal);
  const add = (sampleId: number) =>
    outbox.add({
      id: `label ${sampleId}`,
      input: { action: "label", sampleId, labelClassId: "class", seconds: 1 },
      sample: leasedSample(sampleId),
    });
  const words = () => {
    const { kind, count } = savedStateOf(outbox.state);
    return `${kind} ${count}`;
  };
  const settled = () => waitFor("all to be saved", () => words() === "saved 0");
  return { outbox, storage, sent, refused, batches, run, add, words, settled };
}
