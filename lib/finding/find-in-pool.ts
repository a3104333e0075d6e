import type { Db } from "@/db/client";
import {
  type PoolRow,
  parseSearch,
  type SearchAsker,
  type Sought,
  searchPool,
} from "@/db/queries/pool-search";
import type { FindQuery, Found } from "../contracts/finding";
import { blindRows } from "./blind-rows";
import { endsInPrefix, isSpaceless, type SearchWord, withPrefix, wordsToFind } from "./search-words";
import { toHit } from "./to-hit";

/** Samples on a page. */
const pageSize = 40;
/** Rows asked for at once: a page, and what the holdout takes out of it at its usual share. */
const batchSize = 60;
/** A holdout that is nearly everything must not make a request endless: the next page goes on. */
const mostBatches = 10;

/**
 * Searches the pool by words: all must occur, the last one may be a beginning; "…" is a phrase, `-` excludes, `or`
 * chooses. Without any word the whole pool, in its order. Rows of the holdout reserve are left out.
 */
export async function findInPool(db: Db, asker: SearchAsker, query: FindQuery): Promise<Found> {
  const { sought, words } = await understand(db, query.q);
  const isBlind = await blindRows(db, asker.projectId);
  const rows: PoolRow[] = [];
  let from = query.after ?? 0;
  for (let batch = 0; batch < mostBatches && rows.length < pageSize; batch++) {
    const read = await searchPool(db, asker, { sought, filter: query.filter, from, limit: batchSize });
    for (const row of read) {
      if (rows.length === pageSize) return pageOf(rows, from);
      from = row.row + 1;
      if (!isBlind(row)) rows.push(row);
    }
    if (read.length < batchSize) return pageOf(rows, null);
  }
  return pageOf(rows, from);

  function pageOf(found: readonly PoolRow[], next: number | null): Found {
    return { hits: found.map((row) => toHit(asker.projectId, row, words)), next };
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
  return { sought: { kind: "words", tsquery }, words: wordsToFind(tsquery) };
}
