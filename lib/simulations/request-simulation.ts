import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { projects } from "@/db/schema/projects";
import { simulations } from "@/db/schema/rounds";
import type { ReportNames } from "../contracts/report-names";
import type { SimulationRequest } from "../contracts/simulations";
import { ConflictError } from "../errors";
import { enqueue } from "../jobs/enqueue";
import { notify } from "../jobs/notify";
import { requirePossible } from "./require-possible";

/** So many of a project may wait or run. */
const mostUnfinished = 5;

interface NewSimulation {
  readonly id: string;
  readonly projectId: string;
  readonly createdBy: string;
  readonly request: SimulationRequest;
  /** Where Winnow is installed: `demo/` lies there. */
  readonly rootDirectory: string;
  /** In English, as the rest of the report, which is made once for all who read it. */
  readonly names: ReportNames;
}

/** Has a simulation run in the background, after those of the project that wait already. */
export async function requestSimulation(
  db: Db,
  { id, projectId, createdBy, request, rootDirectory, names }: NewSimulation,
): Promise<{ id: string }> {
  await requirePossible(db, projectId, request, rootDirectory);
  return db.transaction(async (tx) => {
    // Who asks at the same time waits here, so that the count is true.
    await tx
      .select({ id: projects.id })
      .from(projects)
      .where(eq(projects.id, projectId))
      .for("no key update");
    const [unfinished] = await tx
      .select({ count: sql<number>`count(*)::int` })
      .from(simulations)
      .where(and(eq(simulations.projectId, projectId), inArray(simulations.state, ["waiting", "running"])));
    if (unfinished!.count >= mostUnfinished) throw tooMany();
    await tx.insert(simulations).values({ id, projectId, state: "waiting", request, createdBy });
    await enqueue(tx, "simulate", { projectId, simulationId: id, names });
    await notify(tx, projectId, "simulation");
    return { id };
  });
}

function tooMany(): ConflictError {
  return new ConflictError({
    code: "too_many_simulations",
    what: `${mostUnfinished} simulations of this project wait or run already.`,
    next: "Wait for one of them, or cancel it. Nothing was started.",
    retryable: true,
  });
}
