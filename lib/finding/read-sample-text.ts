import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { readPoolSample, type SearchAsker } from "@/db/queries/pool-rows";
import { samplePayloads } from "@/db/schema/labeling";
import type { SampleText } from "../contracts/finding";
import { blindRows } from "./blind-rows";
import { sampleNotFound } from "./sample-not-found";

/** The whole text of a sample that a search may show; lists cut long ones. */
export async function readSampleText(db: Db, asker: SearchAsker, sampleId: number): Promise<SampleText> {
  const sample = await readPoolSample(db, asker, sampleId);
  if (sample?.text == null || (await blindRows(db, asker.projectId))(sample)) throw sampleNotFound();
  const [payload] = await db
    .select({ text: samplePayloads.text })
    .from(samplePayloads)
    .where(eq(samplePayloads.sampleId, sampleId));
  return { text: payload?.text ?? sample.text };
}
