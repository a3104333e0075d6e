import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples, sampleTruths } from "@/db/schema/labeling";
import { NotFoundError } from "../errors";

/** The hidden truth of a sample: for leads who watch a simulation, never for those who label. */
export async function oracleAnswer(
  db: Db,
  { projectId, sampleId }: { readonly projectId: string; readonly sampleId: number },
): Promise<{ labelClassId: string }> {
  const [truth] = await db
    .select({ labelClassId: sampleTruths.labelClassId })
    .from(sampleTruths)
    .innerJoin(samples, eq(samples.id, sampleTruths.sampleId))
    .where(and(eq(sampleTruths.sampleId, sampleId), eq(samples.projectId, projectId)));
  if (truth) return truth;
  throw new NotFoundError({
    code: "truth_not_found",
    what: "No hidden truth is known of this sample.",
    next: "Label it at the bench, or import a file whose labels are kept as hidden truth.",
  });
}
