import type { Db } from "@/db/client";
import type { Log } from "@/lib/log";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { DerivedFiles } from "@/lib/storage/derived-files";
import type { CandidateWriter } from "./candidate-writer";
import type { ModelThread } from "./model-thread-client";

/** What every job handler is given. */
export interface WorkerContext {
  readonly workerId: string;
  readonly db: Db;
  readonly blobs: BlobStore;
  /** Images made smaller by the web process. */
  readonly previews: Pick<DerivedFiles, "remove">;
  /** Where uploaded files lie until their import has ended. */
  readonly uploadsDirectory: string;
  /** Where Winnow is installed: `demo/` lies there. */
  readonly rootDirectory: string;
  readonly log: Log;
  readonly classCandidates: CandidateWriter;
  newId(): string;
  /** Apart, so that nothing that takes long delays a round, nor one the other. */
  readonly threads: {
    readonly encode: ModelThread;
    readonly graph: ModelThread;
    readonly round: ModelThread;
    readonly outlook: ModelThread;
    readonly random: ModelThread;
    readonly simulate: ModelThread;
  };
}
