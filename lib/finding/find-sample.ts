import type { Db } from "@/db/client";
import { readPoolSample, type SearchAsker } from "@/db/queries/pool-rows";
import type { Hit } from "../contracts/finding";
import { blindRows } from "./blind-rows";
import { sampleNotFound } from "./sample-not-found";
import { toHit } from "./to-hit";

/** One sample of the pool with its whole text, as a search would find it; refused where it is of the holdout reserve. */
export async function findSample(db: Db, asker: SearchAsker, sampleId: number): Promise<Hit> {
  const isBlind = await blindRows(db, asker.projectId);
  const row = await readPoolSample(db, asker, sampleId);
  if (!row || isBlind(row)) throw sampleNotFound();
  const excerpt = row.text === null ? [] : [{ text: row.text, isMatch: false }];
  return { ...toHit(asker.projectId, row, []), excerpt };
}
