import { createKernels } from "@/lib/onnx/kernels";
import { createNetworks } from "@/lib/tensorflow/networks";

/** With as many threads as the worker gives them. */
export const kernels = createKernels({ threads: 2 });

export const engine = { kernels, networks: createNetworks() };
