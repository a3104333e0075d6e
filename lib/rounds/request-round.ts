import type { Db } from "@/db/client";
import { enqueue } from "@/lib/jobs/enqueue";

/** Asks for a round now, whatever was labeled since the last one. */
export async function requestRound(db: Db, input: { projectId: string }): Promise<void> {
  await enqueue(db, "round", { projectId: input.projectId, cause: "requested" });
}
