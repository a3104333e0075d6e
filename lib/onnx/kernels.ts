import { availableParallelism } from "node:os";
import type { Kernels, PatchNetwork } from "@/lib/learning/kernels";
import { multiply } from "./multiply";
import { nearestRows } from "./nearest-rows";
import { patchFeatures } from "./patch-features";
import { createSessions } from "./sessions";
import { softmaxObjective } from "./softmax-objective";
import { softmaxPredict } from "./softmax-predict";
import { softmaxSummary } from "./softmax-summary";

export interface OnnxKernels extends Kernels {
  /** Releases all sessions; a later call builds its session anew. */
  dispose(): Promise<void>;
}

/**
 * The kernels of `lib/learning` on ONNX Runtime. Its `run()` blocks the calling thread, so these belong
 * into worker threads and command-line tools, never into the web process.
 */
export function createKernels(options: { threads?: number } = {}): OnnxKernels {
  const sessions = createSessions(options.threads ?? availableParallelism());
  const networkNames = new WeakMap<PatchNetwork, string>();
  let networkCount = 0;
  const nameOf = (network: PatchNetwork) => {
    const name = networkNames.get(network) ?? `patch-features-${networkCount++}`;
    networkNames.set(network, name);
    return name;
  };
  return {
    multiply: (a, b, transpose) => multiply(sessions, a, b, transpose),
    softmaxPredict: (x, weights, bias, temperature) =>
      softmaxPredict(sessions, x, weights, bias, temperature),
    softmaxSummary: (x, weights, bias, temperature) =>
      softmaxSummary(sessions, x, weights, bias, temperature),
    softmaxObjective: (x, classes, classCount, sampleWeights) =>
      softmaxObjective(sessions, x, classes, classCount, sampleWeights),
    nearestRows: (queries, base, k) => nearestRows(sessions, queries, base, k),
    patchFeatures: (images, network) => patchFeatures(sessions, nameOf(network), images, network),
    dispose: () => sessions.dispose(),
  };
}
