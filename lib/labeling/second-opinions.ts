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

/**
 * How many of `count` samples are of a share (0..1) of them: a whole number whose mean over `u`, uniform in [0, 1), is that
 * share of them. Rounded up, refills of few samples would hold more than their share; rounded down, none.
 */
export function partOf(count: number, share: number, u: number): number {
  return Math.floor(count * share + u);
}

/**
 * Mixes samples that wait for a second person, or are gold, into others, whose order stays. Each stands at a place that depends on the
 * project's seed and its id alone: at the end of every batch they could be told from the others.
 */
export function mixIn<Sample extends { readonly sampleId: number }>(
  seed: number,
  mixed: readonly Sample[],
  others: readonly Sample[],
): Sample[] {
  const salt = createRandom(seed, "places of second opinions").integer(2 ** 32);
  const placed = mixed
    .map((sample) => ({ sample, at: rowUniform(salt, sample.sampleId) * (others.length + 1) }))
    .toSorted((a, b) => a.at - b.at);
  const before = (place: number) =>
    placed.filter(({ at }) => Math.floor(at) === place).map(({ sample }) => sample);
  return [...others.flatMap((other, place) => [...before(place), other]), ...before(others.length)];
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
