import type { JobPayload } from "@/lib/jobs/jobs";
import { purgeProject } from "@/lib/projects/purge-project";
import type { WorkerContext } from "./context";

/** Removes for good what nobody brought back in time. */
export async function handlePurge(context: WorkerContext, { projectId }: JobPayload<"purge">) {
  const purged = await purgeProject({ ...context, now: () => new Date() }, projectId);
  if (purged) context.log.info({ projectId, ...purged }, "deleted project removed for good");
}
