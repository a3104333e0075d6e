import { indexWords } from "@/lib/finding/index-words";
import type { JobPayload } from "@/lib/jobs/jobs";
import type { WorkerContext } from "./context";

/** Indexes the words of what was imported. The search reads the rest one by one meanwhile. */
export async function handleWords({ db, log }: WorkerContext, { projectId }: JobPayload<"words">) {
  const rows = await indexWords(db, projectId);
  log.info({ projectId, rows }, "words indexed");
}
