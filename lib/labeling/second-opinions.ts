import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { isGold } from "@/db/queries/gold";
import { createRandom } from "../learning/random";
import { rowUniform } from "../learning/row-hash";
import type { OpenedDecision } from "./open-decision";

type Asked = Pick<OpenedDecision, "row" | "seed" | "secondOpinionShare">;

/**
 * Whether a second person is to label the sample of this row, too. It depends on the project's seed and the row alone, so
 * that nothing of the answer, and nobody's undo, decides what agreement is measured on.
 */
export function wantsSecondOpinion({ row, seed, secondOpinionShare }: Asked): boolean {
  const salt = createRandom(seed, "second opinions").integer(2 ** 32);
  return secondOpinionShare > 0 && rowUniform(salt, row) < secondOpinionShare;
}

/** Asks for a second person's label of the sample, inside the transaction that stores the first one's. */
export async function askForSecondOpinion(tx: Db, projectId: string, sampleId: number): Promise<void> {
  await tx.execute(sql`
    insert into second_opinions (project_id, sample_id) values (${projectId}, ${sampleId}) on conflict do nothing`);
}

/**
 * Whether the sample of this id waits for a second person no more: two labeled it, the first one took theirs back, or a lead
 * made it gold, after which no answer counts as an opinion.
 */
export function hasEnoughOpinions(sampleId: SQL): SQL {
  return sql`(${isGold(sampleId)}
    or not exists (select from labels l where l.sample_id = ${sampleId} and l.annotators = 1 offset 0))`;
}
