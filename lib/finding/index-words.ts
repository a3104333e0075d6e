import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { countIndexedRows } from "@/db/queries/word-index";
import { samplePayloads, wordsOf } from "@/db/schema/labeling";
import { blockKey, blockRows, pairKeyOf, projectKey } from "@/db/word-keys";

/** Rows of a transaction; a part of a block, so that all have the same keys of place. */
const batchRows = 4_096;
/** What a batch adds is sorted into the index at once: one by one took several times as long. */
const pendingKb = String(256 * 1024);

/**
 * Adds the words of a project's samples to the index, from the first row that it lacks, and returns how many rows
 * that were. Each batch is a transaction that begins where the rows in the index end: a run that was killed is gone
 * on with, and one that runs twice at the same time adds nothing twice.
 */
export async function indexWords(db: Db, projectId: string, rowsAtOnce = batchRows): Promise<number> {
  let total = 0;
  for (;;) {
    const added = await indexBatch(db, projectId, rowsAtOnce);
    if (added === 0) return total;
    total += added;
  }
}

async function indexBatch(db: Db, projectId: string, rowsAtOnce: number): Promise<number> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      select set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true),
        set_config('gin_pending_list_limit', ${pendingKb}, true), set_config('maintenance_work_mem', '256MB', true),
        set_config('enable_seqscan', 'off', true), set_config('random_page_cost', '1.1', true),
        pg_advisory_xact_lock(hashtextextended('words/' || ${projectId}::text, 0))`);
    const first = await countIndexedRows(tx, projectId);
    const block = Math.floor(first / blockRows);
    const end = Math.min(first + rowsAtOnce, (block + 1) * blockRows);
    const places = [projectKey(projectId), blockKey(projectId, block)];
    const { rowCount } = await tx.execute(sql`
      with found as materialized (
        select samples.row, ${wordsOf(samplePayloads)} as words
        from samples join sample_payloads on sample_payloads.sample_id = samples.id
        where samples.project_id = ${projectId} and samples.row >= ${first} and samples.row < ${end})
      insert into sample_words (project_id, row, words, keys)
      select ${projectId}::uuid, found.row, found.words, ${sql.param(places)}::int[] || ${pairsOf(sql`found.words`)}
      from found order by found.row`);
    const added = rowCount ?? 0;
    if (added > 0) await tx.execute(sql`select gin_clean_pending_list('sample_words_search_idx')`);
    return added;
  });
}

/** The keys of the words that follow each other, as the positions in a tsvector say. */
function pairsOf(words: ReturnType<typeof sql>) {
  return sql`(
    select coalesce(array_agg(distinct ${pairKeyOf(sql`lexeme`, sql`following`)}), '{}')
    from (
      select lexeme, position, lead(lexeme) over in_order as following, lead(position) over in_order as at
      from unnest(${words}), unnest(positions) position
      window in_order as (order by position)) pairs
    where at = position + 1)`;
}
