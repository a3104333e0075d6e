import type { JobKind, JobPayload } from "@/lib/jobs/jobs";
import type { WorkerContext } from "./context";
import { handleCompare } from "./handle-compare";
import { handleEncode } from "./handle-encode";
import { handleGraph } from "./handle-graph";
import { handleImport } from "./handle-import";
import { handleLayout } from "./handle-layout";
import { handleOutlook } from "./handle-outlook";
import { handlePurge } from "./handle-purge";
import { handleRandom } from "./handle-random";
import { handleRound } from "./handle-round";
import { handleSimulate } from "./handle-simulate";
import { handleWords } from "./handle-words";

export interface Attempt {
  /** The job queue gives up after this one. */
  readonly isLast: boolean;
}

type Handlers = {
  readonly [Kind in JobKind]: (
    context: WorkerContext,
    payload: JobPayload<Kind>,
    attempt: Attempt,
  ) => Promise<void>;
};

/** What does each kind of job; a kind without a handler does not compile. */
export const handlers: Handlers = {
  import: handleImport,
  words: handleWords,
  encode: handleEncode,
  compare: handleCompare,
  graph: handleGraph,
  layout: handleLayout,
  round: handleRound,
  outlook: handleOutlook,
  random: handleRandom,
  simulate: handleSimulate,
  purge: handlePurge,
};
