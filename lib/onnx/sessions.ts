import { InferenceSession } from "onnxruntime-node";
import { encodeModel, type Graph } from "./graph";

/** Sessions of graphs, built on first use, kept until disposed. */
export interface Sessions {
  get(graph: Graph): Promise<InferenceSession>;
  dispose(): Promise<void>;
}

/**
 * A cache of sessions keyed by the graph's name: two graphs of one name must be the same graph.
 * A fixed thread count and sequential execution make results repeatable on one machine.
 */
export function createSessions(threads: number): Sessions {
  const built = new Map<string, Promise<InferenceSession>>();
  return {
    get(graph) {
      let session = built.get(graph.name);
      if (!session) {
        session = InferenceSession.create(encodeModel(graph), sessionOptions(threads));
        built.set(graph.name, session);
      }
      return session;
    },
    async dispose() {
      const sessions = [...built.values()];
      built.clear();
      for (const session of sessions) await (await session).release();
    },
  };
}

/**
 * Errors come back as exceptions, so ONNX Runtime's own log on stderr is off (4 = fatal only). Idle threads
 * sleep: spinning between the many short runs would take the cores from everything else on the machine.
 */
function sessionOptions(threads: number): InferenceSession.SessionOptions {
  return {
    executionProviders: ["cpu"],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all",
    logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: "0" } } },
  };
}
