import { and, eq, sql } from "drizzle-orm";
import type { MeasuredActive, MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import type { Db } from "../client";
import { measurements, modelVersions } from "../schema/rounds";
import { isOfToday } from "./todays-models";

interface Measured<Result> {
  readonly result: Result;
  readonly modelNumber: number;
  /** What that model says of the holdout. */
  readonly predictionsBlob: string | null;
  readonly labelsSpent: number;
  readonly measuredAt: Date;
}

export interface Measurements {
  readonly outlook: Measured<MeasuredOutlook> | null;
  readonly active: Measured<MeasuredActive> | null;
  readonly random: Measured<MeasuredRandom> | null;
}

/** What was measured last of today's classes: one of other classes answers another question. */
export async function readMeasurements(db: Db, projectId: string): Promise<Measurements> {
  const found = await db
    .select({
      result: measurements.result,
      modelNumber: modelVersions.number,
      predictionsBlob: modelVersions.holdoutPredictionsBlob,
      labelsSpent: measurements.labelsSpent,
      measuredAt: measurements.measuredAt,
    })
    .from(measurements)
    .innerJoin(modelVersions, eq(modelVersions.id, measurements.modelVersionId))
    .where(and(eq(measurements.projectId, projectId), isOfToday(sql`model_versions`, projectId)));
  const all: { -readonly [Kind in keyof Measurements]: Measurements[Kind] } = {
    outlook: null,
    active: null,
    random: null,
  };
  for (const { result, ...rest } of found) {
    if (result.kind === "outlook") all.outlook = { ...rest, result };
    else if (result.kind === "active") all.active = { ...rest, result };
    else all.random = { ...rest, result };
  }
  return all;
}
