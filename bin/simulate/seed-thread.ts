import { parentPort, workerData } from "node:worker_threads";
import { messageOf } from "@/lib/errors";
import { createSeedEngine, playSeed, type SeedPoint, type SeedTask, type SimulationBase } from "./play-seed";

/** What a seed thread says. The code of an error is sent apart from it: cloned errors keep their message only. */
export type SeedThreadMessage =
  | { readonly type: "point"; readonly point: SeedPoint }
  | { readonly type: "done" }
  | { readonly type: "failed"; readonly message: string; readonly code: unknown };

const base = workerData as SimulationBase;
const engine = createSeedEngine();

/** One task at a time; null ends the thread. */
parentPort!.on("message", async (task: SeedTask | null) => {
  const post = (message: SeedThreadMessage) => parentPort!.postMessage(message);
  if (task === null) {
    await engine.dispose();
    parentPort!.close();
    return;
  }
  try {
    for await (const point of playSeed(base, task, engine)) post({ type: "point", point });
    post({ type: "done" });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    post({ type: "failed", message: messageOf(error), code });
  }
});
