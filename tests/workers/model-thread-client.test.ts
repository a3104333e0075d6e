import { expect, test } from "vitest";
import { createModelThread } from "@/workers/model-thread-client";
import type { EncodeRequest } from "@/workers/model-thread-protocol";

const settings = { databaseUrl: "", blobsDirectory: "", kernelThreads: 1 };

/** A thread that throws when asked to encode no row, and answers everything else. */
const script = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from "node:worker_threads";
    parentPort.on("message", ({ id, request }) => {
      if (request.rowCount === 0) throw new Error("out of memory");
      parentPort.postMessage({ id, type: "progress", share: 0.5, doing: "fitting" });
      setTimeout(() => parentPort.postMessage({ id, type: "done", reply: { rows: request.rowCount } }), 20);
    });`)}`,
);

function encode(rowCount: number): EncodeRequest {
  const project = { projectId: "p", modality: "text", encoder: "text-cooccurrence" } as const;
  return { kind: "encode", ...project, rowCount, seed: 1, encodedSoFar: null };
}

test("a call is answered, its progress told on the way", async () => {
  const thread = createModelThread(script, settings);
  const told: string[] = [];
  expect(await thread.call(encode(3), (share, doing) => told.push(`${doing} ${share}`))).toEqual({ rows: 3 });
  expect(told).toEqual(["fitting 0.5"]);
  await thread.close();
});

test("a thread that dies fails its call, and the end it reports later leaves its successor alone", async () => {
  const thread = createModelThread(script, settings);
  await expect(thread.call(encode(0))).rejects.toThrow("out of memory");
  expect(await thread.call(encode(2))).toEqual({ rows: 2 });
  expect(await thread.call(encode(4))).toEqual({ rows: 4 });
  await thread.close();
});

test("closing fails the call that is under way", async () => {
  const thread = createModelThread(script, settings);
  const call = thread.call(encode(1));
  await thread.close();
  await expect(call).rejects.toThrow("ended");
});

test("a thread is busy while a call is under way", async () => {
  const thread = createModelThread(script, settings);
  const call = thread.call(encode(1));
  expect(thread.isBusy()).toBe(true);
  await call;
  expect(thread.isBusy()).toBe(false);
  await thread.close();
});
