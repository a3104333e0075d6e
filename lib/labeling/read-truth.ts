import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { sampleTruths } from "@/db/schema/labeling";

/** The classes that a sample truly has, in the order of their ids; one of them is a set of one. Null when it is not known. */
export async function readTruth(db: Db, sampleId: number): Promise<readonly string[] | null> {
  const [truth] = await db.select().from(sampleTruths).where(eq(sampleTruths.sampleId, sampleId));
  if (!truth) return null;
  return truth.labelClassIds ?? (truth.labelClassId === null ? null : [truth.labelClassId]);
}
