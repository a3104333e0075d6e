import { Worker } from "node:worker_threads";
import type { ModelThreadSettings, ReplyOf, ThreadMessage, ThreadRequest } from "./model-thread-protocol";

export type ProgressListener = (share: number, doing: string) => void;

/** A thread that owns an ONNX runtime, so that its native calls never stall this process's event loop. */
export interface ModelThread {
  call<Request extends ThreadRequest>(
    request: Request,
    onProgress?: ProgressListener,
  ): Promise<ReplyOf[Request["kind"]]>;
  /** Whether a call is under way. Native code in it cannot be ended alone: to try aborts the process. */
  isBusy(): boolean;
  close(): Promise<void>;
}

interface PendingCall {
  resolve(reply: ReplyOf[keyof ReplyOf]): void;
  reject(error: Error): void;
  onProgress: ProgressListener | undefined;
}

/** Starts the thread; one that dies rejects its calls and is replaced at the next call. */
export function createModelThread(script: URL, settings: ModelThreadSettings): ModelThread {
  const pending = new Map<number, PendingCall>();
  let worker: Worker | null = null;
  let lastId = 0;

  function onMessage(message: ThreadMessage): void {
    const call = pending.get(message.id);
    if (message.type === "progress") {
      call?.onProgress?.(message.share, message.doing);
      return;
    }
    pending.delete(message.id);
    if (message.type === "done") call?.resolve(message.reply);
    else call?.reject(message.error);
  }

  /** A thread that threw reports its end too, perhaps when another has taken its place. */
  function onDeath(dead: Worker, error: Error): void {
    if (worker !== dead) return;
    worker = null;
    for (const call of pending.values()) call.reject(error);
    pending.clear();
  }

  function livingWorker(): Worker {
    if (worker) return worker;
    const started = new Worker(script, { workerData: settings });
    started.on("message", onMessage);
    started.on("error", (error: Error) => onDeath(started, error));
    started.on("exit", (code) => onDeath(started, new Error(`The model thread ended with code ${code}.`)));
    worker = started;
    return started;
  }

  return {
    call(request, onProgress) {
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        pending.set(id, { resolve: resolve as PendingCall["resolve"], reject, onProgress });
        livingWorker().postMessage({ id, request });
      });
    },
    isBusy: () => pending.size > 0,
    async close() {
      await worker?.terminate();
    },
  };
}
