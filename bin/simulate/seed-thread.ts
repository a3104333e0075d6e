import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "@/lib/errors";
import type { SeedPoint } from "@/lib/simulations/report/finished-run";
import { createSeedEngine, playSeed, type SeedTask, type SimulationBase } from "./play-seed";

/** What a seed thread says. The code of an error is sent apart from it: cloned errors keep their message only. */
export type SeedThreadMessage =
  | { readonly type: "point"; readonly point: SeedPoint }
  | { readonly type: "done" }
  | { readonly type: "failed"; readonly message: string; readonly code: unknown };

const base = workerData as SimulationBase;
const engine = createSeedEngine();

let playing: Promise<void> = Promise.resolve();
let isEnding = false;

/** One task at a time; null ends the thread, in the middle of a task at its next point. */
parentPort!.on("message", async (task: SeedTask | null) => {
  if (task !== null) {
    playing = play(task);
    return;
  }
  isEnding = true;
  await playing;
  await engine.dispose();
  parentPort!.close();
});

async function play(task: SeedTask): Promise<void> {
  const post = (message: SeedThreadMessage) => parentPort!.postMessage(message);
  try {
    for await (const point of playSeed(base, task, engine)) {
      if (isEnding) return;
      post({ type: "point", point });
    }
    post({ type: "done" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    post({ type: "failed", message: messageOf(error), code });
  }
}
