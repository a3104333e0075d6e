import { and, eq, inArray } from "drizzle-orm";
import type { Db } from "@/db/client";
import { leases } from "@/db/schema/labeling";

export interface GiveBackLeasesInput {
  readonly projectId: string;
  readonly annotatorId: string;
  readonly sampleIds: readonly number[];
}

/** Lets others have samples the annotator will not decide about now. Those of others are left alone. */
export async function giveBackLeases(db: Db, input: GiveBackLeasesInput): Promise<void> {
  if (input.sampleIds.length === 0) return;
  await db
    .delete(leases)
    .where(
      and(
        eq(leases.projectId, input.projectId),
        eq(leases.annotatorId, input.annotatorId),
        inArray(leases.sampleId, [...input.sampleIds]),
      ),
    );
}
