import type { JobPayload } from "@/lib/jobs/jobs";
import { runImport } from "@/lib/samples/run-import";
import type { WorkerContext } from "./context";

/** Reads a received file into the pool, then asks for its encoding. */
export async function handleImport(context: WorkerContext, { importId }: JobPayload<"import">) {
  const { db, blobs, newId } = context;
  await runImport({ db, blobs, newId }, importId);
}
