import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { simulations } from "@/db/schema/rounds";
import type { SimulationReport } from "../contracts/simulations";
import { notify } from "../jobs/notify";

interface Finished {
  readonly report: SimulationReport;
  /** The key of the report as a page of its own. */
  readonly reportBlob: string;
}

/** Keeps the report; false when it was cancelled or deleted meanwhile, and nothing was kept. */
export function finishSimulation(db: Db, id: string, finished: Finished): Promise<boolean> {
  return end(db, id, { state: "done", progress: 1, ...finished });
}

/** Ends a simulation that could not be run, with the reason people read; one that has ended stays as it is. */
export function failSimulation(db: Db, id: string, error: string): Promise<boolean> {
  return end(db, id, { state: "failed", error });
}

function end(db: Db, id: string, values: Partial<typeof simulations.$inferInsert>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(simulations)
      .set({ ...values, finishedAt: sql`now()` })
      .where(and(eq(simulations.id, id), inArray(simulations.state, ["waiting", "running"])))
      .returning({ projectId: simulations.projectId });
    if (ended) await notify(tx, ended.projectId, "simulation");
    return ended !== undefined;
  });
}
