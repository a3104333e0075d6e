import type { JobPayload } from "@/lib/jobs/jobs";
import { purgeProject } from "@/lib/projects/purge-project";
import type { WorkerContext } from "./context";

/** Removes for good what nobody brought back in time; what must stay for now is left to another job. */
export async function handlePurge(context: WorkerContext, { projectId }: JobPayload<"purge">) {
  const purged = await purgeProject({ ...context, now: () => new Date() }, projectId);
  if (!purged) return;
  const end =
    purged.spared > 0 ? "removal of a deleted project goes on in a day" : "deleted project removed for good";
  context.log.info({ projectId, ...purged }, end);
}
