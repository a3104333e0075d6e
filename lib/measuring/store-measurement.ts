import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { measurements } from "@/db/schema/rounds";
import { notify } from "@/lib/jobs/notify";

type NewMeasurement = Omit<typeof measurements.$inferInsert, "kind" | "measuredAt">;

/** Keeps it in place of the one before, and tells open pages. */
export async function storeMeasurement(db: Db, measurement: NewMeasurement): Promise<void> {
  const values = { ...measurement, kind: measurement.result.kind, measuredAt: sql`clock_timestamp()` };
  await db.transaction(async (tx) => {
    await tx
      .insert(measurements)
      .values(values)
      .onConflictDoUpdate({ target: [measurements.projectId, measurements.kind], set: values });
    await notify(tx, measurement.projectId, "measured");
  });
}
