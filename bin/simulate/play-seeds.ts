import { Worker } from "node:worker_threads";
import type { SeedPoint } from "@/lib/simulations/report/finished-run";
import { createSeedEngine, playSeed, type SeedTask, type SimulationBase } from "./play-seed";
import type { SeedThreadMessage } from "./seed-thread";

export interface SeedListener {
  onPoint(task: SeedTask, point: SeedPoint): void;
  onDone(task: SeedTask): void;
}

/**
 * Plays all tasks, `jobs` at a time. More than one at a time needs threads; what of `base` lies in shared memory they
 * read there. `script` is the bundle of seed-thread.ts; without it all tasks are played in this thread, one after
 * another. Rejects with the first error, when nothing runs any more.
 */
export async function playSeeds(
  base: SimulationBase,
  tasks: readonly SeedTask[],
  { jobs, script }: { jobs: number; script: URL | null },
  listener: SeedListener,
): Promise<void> {
  if (tasks.length === 0) return;
  if (jobs === 1 || tasks.length === 1 || script === null) return playHere(base, tasks, listener);
  const waiting = tasks.values();
  const workers = Array.from(
    { length: Math.min(jobs, tasks.length) },
    () => new Worker(script, { workerData: base }),
  );
  const ends = workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve)));
  try {
    await Promise.all(
      workers.map(async (worker) => {
        for (const task of waiting) await playInThread(worker, task, listener);
      }),
    );
  } finally {
    // Asked to end, and waited for: ONNX Runtime aborts the whole process when a thread is terminated in a run of it.
    for (const worker of workers) worker.postMessage(null);
    await Promise.all(ends);
  }
}

async function playHere(
  base: SimulationBase,
  tasks: readonly SeedTask[],
  listener: SeedListener,
): Promise<void> {
  const engine = createSeedEngine();
  for (const task of tasks) {
    for await (const point of playSeed(base, task, engine)) listener.onPoint(task, point);
    listener.onDone(task);
  }
  await engine.dispose();
}

function playInThread(worker: Worker, task: SeedTask, listener: SeedListener): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      act();
    };
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number) =>
      onError(new Error(`A thread of the simulation ended with code ${code}.`));
    const onMessage = (message: SeedThreadMessage) => {
      try {
        if (message.type === "point") return listener.onPoint(task, message.point);
        if (message.type === "failed") throw rebuiltError(message);
        listener.onDone(task);
        settle(resolve);
      } catch (error) {
        settle(() => reject(error));
      }
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.postMessage(task);
  });
}

function rebuiltError({ message, code }: { message: string; code: unknown }): Error {
  const error = new Error(message);
  return code === null ? error : Object.assign(error, { code, retryable: false });
}
