import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { simulations } from "@/db/schema/rounds";
import { notify } from "../jobs/notify";
import type { BlobStore } from "../storage/blob-store";
import { type NamedSimulation, simulationNotFound } from "./cancel-simulation";

/** Forgets a simulation and its report; a running one stops at its next point. */
export async function deleteSimulation(
  db: Db,
  blobs: BlobStore,
  { projectId, simulationId }: NamedSimulation,
): Promise<void> {
  const blob = await db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(simulations)
      .where(and(eq(simulations.id, simulationId), eq(simulations.projectId, projectId)))
      .returning({ reportBlob: simulations.reportBlob });
    if (!gone) throw simulationNotFound();
    await notify(tx, projectId, "simulation");
    return gone.reportBlob;
  });
  // The page tells its simulation's instant to the millisecond, so that no other has the same.
  if (blob !== null) await blobs.remove(blob);
}
