import type { Db } from "@/db/client";
import type { Log } from "@/lib/log";
import type { BlobStore } from "@/lib/storage/blob-store";
import type { ModelThread } from "./model-thread-client";

/** What every job handler is given. */
export interface WorkerContext {
  readonly workerId: string;
  readonly db: Db;
  readonly blobs: BlobStore;
  /** Where uploaded files lie until their import has ended. */
  readonly uploadsDirectory: string;
  readonly log: Log;
  newId(): string;
  /** One thread for each lane, so that a long encoding never delays a round. */
  readonly threads: { readonly encode: ModelThread; readonly round: ModelThread };
}
