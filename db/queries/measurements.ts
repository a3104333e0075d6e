import { and, eq, isNull, sql } from "drizzle-orm";
import type { MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import type { Db } from "../client";
import { labelClasses } from "../schema/projects";
import { measurements, modelVersions } from "../schema/rounds";

interface Measured<Result> {
  readonly result: Result;
  readonly modelNumber: number;
  readonly labelsSpent: number;
  readonly measuredAt: Date;
}

export interface Measurements {
  readonly outlook: Measured<MeasuredOutlook> | null;
  readonly random: Measured<MeasuredRandom> | null;
}

/** What was measured last of today's classes: one of other classes answers another question. */
export async function readMeasurements(db: Db, projectId: string): Promise<Measurements> {
  const active = db
    .select({ ids: sql`array_agg(${labelClasses.id} order by ${labelClasses.position})` })
    .from(labelClasses)
    .where(and(eq(labelClasses.projectId, projectId), isNull(labelClasses.archivedAt)));
  const found = await db
    .select({
      result: measurements.result,
      modelNumber: modelVersions.number,
      labelsSpent: measurements.labelsSpent,
      measuredAt: measurements.measuredAt,
    })
    .from(measurements)
    .innerJoin(modelVersions, eq(modelVersions.id, measurements.modelVersionId))
    .where(and(eq(measurements.projectId, projectId), sql`${modelVersions.labelClassIds} = (${active})`));
  const all: { outlook: Measurements["outlook"]; random: Measurements["random"] } = {
    outlook: null,
    random: null,
  };
  for (const { result, ...rest } of found) {
    if (result.kind === "outlook") all.outlook = { ...rest, result };
    else all.random = { ...rest, result };
  }
  return all;
}
