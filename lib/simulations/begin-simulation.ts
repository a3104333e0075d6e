import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { simulations } from "@/db/schema/rounds";
import { type SimulationRequest, simulationRequestSchema } from "../contracts/simulations";
import { notify } from "../jobs/notify";

/** Takes up a simulation, also one whose worker died: from its beginning. Null when it was cancelled or deleted. */
export async function beginSimulation(db: Db, id: string): Promise<SimulationRequest | null> {
  return db.transaction(async (tx) => {
    const [begun] = await tx
      .update(simulations)
      .set({ state: "running", progress: 0 })
      .where(and(eq(simulations.id, id), inArray(simulations.state, ["waiting", "running"])))
      .returning({ request: simulations.request, projectId: simulations.projectId });
    if (!begun) return null;
    await notify(tx, begun.projectId, "simulation");
    return simulationRequestSchema.parse(begun.request);
  });
}
