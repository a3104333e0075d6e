import { access } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { messageOf, SetupError } from "@/lib/errors";

const require = createRequire(import.meta.url);

export type TensorFlow = typeof import("@tensorflow/tfjs-core");

/** Loads TensorFlow.js with one way of computing made the current one. */
export type Backend = () => Promise<TensorFlow>;

/**
 * TensorFlow.js with the first backend that loads: the native one when somebody installed `@tensorflow/tfjs-node`,
 * else WebAssembly. Throws a SetupError when none does.
 */
export async function loadTensorFlow(
  backends: readonly Backend[] = [nativeBackend, () => wasmBackend()],
): Promise<TensorFlow> {
  const failures: unknown[] = [];
  for (const load of backends) {
    try {
      return await load();
    } catch (error) {
      failures.push(error);
    }
  }
  throw new SetupError({
    code: "no-tensorflow-backend",
    what: "Networks cannot be trained here: TensorFlow.js found nothing to compute with.",
    why: failures.map(messageOf).join(" "),
    next: "Run `npm ci` in Winnow's folder and start it again. Labels are safe, and the other learners go on.",
    cause: new AggregateError(failures),
  });
}

/** The native library. It is not among Winnow's dependencies, since it compiles or downloads when it is installed. */
async function nativeBackend(): Promise<TensorFlow> {
  if (!isInstalled("@tensorflow/tfjs-node")) throw new Error("@tensorflow/tfjs-node is not installed.");
  try {
    const tf = await import("@tensorflow/tfjs-node");
    await tf.setBackend("tensorflow");
    return tf;
  } catch (error) {
    process.emitWarning(`@tensorflow/tfjs-node is installed, yet cannot be used: ${messageOf(error)}`);
    throw error;
  }
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

const WASM_FILES = ["tfjs-backend-wasm.wasm", "tfjs-backend-wasm-simd.wasm"];

/**
 * The WebAssembly backend from files in `folder`; nothing is fetched. In Node it always computes in one thread,
 * which makes its sums repeatable.
 */
export async function wasmBackend(folder = wasmFolder()): Promise<TensorFlow> {
  const tf = await import("@tensorflow/tfjs-core");
  if (tf.getBackend() === "wasm") return tf;
  // A missing file is found out here: the backend itself would end the process.
  for (const name of WASM_FILES) await access(join(folder, name));
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  setWasmPaths(folder + sep);
  await keepingErrorListeners(async () => {
    if (!(await tf.setBackend("wasm"))) throw new Error("The WebAssembly backend did not start.");
  });
  return tf;
}

function wasmFolder(): string {
  return dirname(require.resolve("@tensorflow/tfjs-backend-wasm"));
}

/** The WebAssembly runtime sets handlers that turn every uncaught error of the process into its own: they go again. */
async function keepingErrorListeners(work: () => Promise<void>): Promise<void> {
  const events = ["uncaughtException", "unhandledRejection"] as const;
  const before = events.map((event) => process.listeners(event as "uncaughtException"));
  try {
    await work();
  } finally {
    for (const [i, event] of events.entries()) {
      for (const listener of process.listeners(event as "uncaughtException")) {
        if (!before[i]!.includes(listener)) process.removeListener(event, listener);
      }
    }
  }
}
