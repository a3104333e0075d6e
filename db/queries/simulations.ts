import { and, desc, eq } from "drizzle-orm";
import type {
  Simulation,
  SimulationReport,
  SimulationRequest,
  SimulationStatus,
} from "@/lib/contracts/simulations";
import type { Db } from "../client";
import { users } from "../schema/accounts";
import { simulations } from "../schema/rounds";

const status = {
  id: simulations.id,
  state: simulations.state,
  request: simulations.request,
  progress: simulations.progress,
  error: simulations.error,
  createdBy: users.name,
  createdAt: simulations.createdAt,
  finishedAt: simulations.finishedAt,
};

const mostListed = 50;

/** The project's simulations without their reports, newest first. */
export async function listSimulations(db: Db, projectId: string): Promise<SimulationStatus[]> {
  const rows = await db
    .select(status)
    .from(simulations)
    .leftJoin(users, eq(users.id, simulations.createdBy))
    .where(eq(simulations.projectId, projectId))
    .orderBy(desc(simulations.createdAt))
    .limit(mostListed);
  return rows.map(toStatus);
}

interface Named {
  readonly projectId: string;
  readonly simulationId: string;
}

export async function readSimulation(db: Db, named: Named): Promise<Simulation | null> {
  const [row] = await db
    .select({ ...status, report: simulations.report })
    .from(simulations)
    .leftJoin(users, eq(users.id, simulations.createdBy))
    .where(isNamed(named));
  if (!row) return null;
  const { report, ...rest } = row;
  return { ...toStatus(rest), report: report as SimulationReport | null };
}

/** The key of a report as a page of its own; null where there is none. */
export async function readSimulationReport(db: Db, named: Named): Promise<string | null> {
  const [row] = await db.select({ blob: simulations.reportBlob }).from(simulations).where(isNamed(named));
  return row?.blob ?? null;
}

function isNamed({ projectId, simulationId }: Named) {
  return and(eq(simulations.id, simulationId), eq(simulations.projectId, projectId));
}

type Row = Omit<typeof simulations.$inferSelect, "projectId" | "report" | "reportBlob">;

function toStatus({ request, createdAt, finishedAt, ...row }: Row): SimulationStatus {
  return {
    ...row,
    request: request as SimulationRequest,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
