import type { Db } from "@/db/client";
import { type PoolRow, readPoolRows, type SearchAsker } from "@/db/queries/pool-rows";
import { parseSearch, type Sought, withSearchPlans } from "@/db/queries/pool-search";
import { countIndexedRows, countPoolRows } from "@/db/queries/word-index";
import { type FindQuery, type Found, findPageSize } from "../contracts/finding";
import { blindRows } from "./blind-rows";
import { searchPool } from "./search-pool";
import { endsInPrefix, isSpaceless, type SearchWord, withPrefix, wordsToFind } from "./search-words";
import { toHit } from "./to-hit";
import { requiredBy } from "./tsquery-parts";

/** Rows asked for at once: a page, and what the holdout takes out of it at its usual share. */
const batchSize = 60;
/** A holdout that is nearly everything must not make a request endless: the next page goes on. */
const mostBatches = 10;
/** After so long a page is given with what was found until then; the next one goes on from there. */
const patienceMs = 500;

/**
 * Searches the pool by words: all must occur, the last one may be a beginning; "…" is a phrase, `-` excludes, `or`
 * chooses. Without any word the whole pool, in its order. Rows of the holdout reserve are left out. A page may hold
 * few hits, or none, and still have a next one: when time was up before the end of the pool.
 */
export async function findInPool(
  db: Db,
  asker: SearchAsker,
  query: FindQuery,
  patience = patienceMs,
): Promise<Found> {
  const { sought, words } = await understand(db, query.q);
  const { projectId } = asker;
  const isBlind = await blindRows(db, projectId);
  const size = { rows: await countPoolRows(db, projectId), indexed: await countIndexedRows(db, projectId) };
  const late = performance.now() + patience;
  const isLate = () => performance.now() >= late;
  return withSearchPlans(db, async (tx) => {
    const hits: PoolRow[] = [];
    let from = query.after ?? 0;
    for (let batch = 0; batch < mostBatches && hits.length < findPageSize; batch++) {
      const search = { sought, filter: query.filter, from, limit: batchSize };
      const { rows, searchedTo } = await searchPool(tx, asker, search, size, isLate);
      for (const row of await readPoolRows(tx, asker, rows)) {
        if (hits.length === findPageSize) return pageOf(hits, from);
        from = row.row + 1;
        if (!isBlind(row)) hits.push(row);
      }
      if (rows.length < batchSize) return pageOf(hits, searchedTo);
    }
    return pageOf(hits, from);
  });

  function pageOf(found: readonly PoolRow[], next: number | null): Found {
    return {
      hits: found.map((row) => toHit(projectId, row, words)),
      next,
      poolSize: size.rows,
      unindexed: size.rows - size.indexed,
    };
  }
}

async function understand(db: Db, typed: string): Promise<{ sought: Sought; words: readonly SearchWord[] }> {
  const trimmed = typed.replaceAll("\0", "").trim();
  if (trimmed === "") return { sought: { kind: "anything" }, words: [] };
  if (isSpaceless(trimmed)) {
    const words = [{ word: trimmed, isPrefix: true }];
    return { sought: { kind: "characters", characters: trimmed }, words };
  }
  const parsed = await parseSearch(db, trimmed);
  // Nothing but punctuation: no sample contains it as a word, so its characters are looked for.
  if (parsed === "") {
    return { sought: { kind: "characters", characters: trimmed }, words: [] };
  }
  const tsquery = endsInPrefix(typed) ? withPrefix(parsed) : parsed;
  const sought = { kind: "words", tsquery, required: requiredBy(tsquery) } as const;
  return { sought, words: wordsToFind(tsquery) };
}
