import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { simulations } from "@/db/schema/rounds";
import { NotFoundError } from "../errors";
import { notify } from "../jobs/notify";

export interface NamedSimulation {
  readonly projectId: string;
  readonly simulationId: string;
}

/** Ends a simulation that waits or runs; one that has ended stays as it is. A running one stops at its next point. */
export async function cancelSimulation(db: Db, { projectId, simulationId }: NamedSimulation): Promise<void> {
  const named = and(eq(simulations.id, simulationId), eq(simulations.projectId, projectId));
  await db.transaction(async (tx) => {
    const [found] = await tx.select({ id: simulations.id }).from(simulations).where(named);
    if (!found) throw simulationNotFound();
    await tx
      .update(simulations)
      .set({ state: "cancelled", finishedAt: sql`now()` })
      .where(and(named, inArray(simulations.state, ["waiting", "running"])));
    await notify(tx, projectId, "simulation");
  });
}

export function simulationNotFound(): NotFoundError {
  return new NotFoundError({
    code: "simulation_not_found",
    what: "There is no such simulation in this project, or it was deleted.",
    next: "Reload the page.",
  });
}
