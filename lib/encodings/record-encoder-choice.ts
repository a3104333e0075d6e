import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { encodings } from "@/db/schema/projects";
import { notify } from "@/lib/jobs/notify";
import type { EncoderChoice } from "@/lib/learning/encoders/choose-encoder";

/** Notes by which encoder an encoding is made, or stays to be used, why, and how many labels said so. */
export async function recordEncoderChoice(
  db: Db,
  encoding: { id: string; projectId: string },
  {
    id: encoder,
    reason: chosenBecause,
    evidence: chosenBy,
    comparedAtLabels,
  }: EncoderChoice & { readonly comparedAtLabels: number },
): Promise<void> {
  await db
    .update(encodings)
    .set({ encoder, chosenBecause, chosenBy, comparedAtLabels })
    .where(eq(encodings.id, encoding.id));
  await notify(db, encoding.projectId, "encoding");
}
