import type { Networks } from "@/lib/learning/networks";
import { fitMlp } from "./fit-mlp";
import { loadTensorFlow, type TensorFlow } from "./load-tensorflow";

/**
 * Networks trained by TensorFlow.js, which is loaded by the first training and not before. Training blocks the
 * calling thread, so this belongs into worker threads and command-line tools, never into the web process.
 * `train` also throws a SetupError when no backend loads.
 */
export function createNetworks(load: () => Promise<TensorFlow> = loadTensorFlow): Networks {
  let tensorFlow: Promise<TensorFlow> | null = null;
  return {
    async train(training, options) {
      tensorFlow ??= load();
      return fitMlp(await tensorFlow, training, options);
    },
  };
}
