import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { simulations } from "@/db/schema/rounds";
import { notify } from "../jobs/notify";

/** Stores the finished share (0..1) and tells open pages. False when it is to end: it was cancelled or deleted. */
export async function reportSimulationProgress(db: Db, id: string, progress: number): Promise<boolean> {
  const [running] = await db
    .update(simulations)
    .set({ progress })
    .where(and(eq(simulations.id, id), eq(simulations.state, "running")))
    .returning({ projectId: simulations.projectId });
  if (!running) return false;
  await notify(db, running.projectId, "simulation");
  return true;
}
