import type { Db } from "@/db/client";
import type { SearchAsker } from "@/db/queries/pool-rows";
import {
  countOwn,
  type PoolPart,
  type Sought,
  searchOwn,
  searchPart,
  searchRequested,
} from "@/db/queries/pool-search";
import { blockRows } from "@/db/word-keys";
import type { FindFilter } from "../contracts/finding";

/** Rows of which the words are read one by one before the index is asked: a frequent word has a page of hits there. */
const firstRows = 2_000;
/** Rows for which the index is asked at first, and the most that are read one by one at once. */
const [firstIndexed, mostRead] = [4 * blockRows, 16_384];
/** A part that was done faster than this is followed by one four times as large, a slower one than that by a smaller. */
const [fastMs, slowMs] = [60, 150];
/** Fewer own annotations than these are looked through rather than the pool. */
const fewAnnotations = 5_000;

export interface PoolSize {
  readonly rows: number;
  /** Of these, the first ones, of which the index holds the words. */
  readonly indexed: number;
}

export interface PoolSearch {
  readonly sought: Sought;
  readonly filter: FindFilter;
  /** The first row of the pool that is looked at. */
  readonly from: number;
  readonly limit: number;
  readonly fewOwn?: number;
}

export interface FoundRows {
  /** In the order of the pool. */
  readonly rows: number[];
  /** The row up to which was searched; null = to the end, unless there are as many rows as were wanted. */
  readonly searchedTo: number | null;
}

/**
 * The next rows that fit, in the order of the pool, searched in parts that grow while they are answered fast. When
 * `isLate` says so, the search ends where it is. To be called inside `withSearchPlans`.
 */
export async function searchPool(
  db: Db,
  asker: SearchAsker,
  search: PoolSearch,
  size: PoolSize,
  isLate: () => boolean,
): Promise<FoundRows> {
  const { sought, filter, from, limit, fewOwn = fewAnnotations } = search;
  if (filter === "requested") return { rows: await searchRequested(db, asker, search), searchedTo: null };
  if (filter === "mine" && (await countOwn(db, asker, fewOwn)) < fewOwn) {
    return { rows: await searchOwn(db, asker, search), searchedTo: null };
  }
  const rows: number[] = [];
  let part: PoolPart | null = firstPart(sought, from, size);
  while (part) {
    const began = performance.now();
    const missing = limit - rows.length;
    rows.push(...(await searchPart(db, asker, { sought, filter, part, limit: missing })));
    if (rows.length === limit) break;
    const next = nextPart(part, size, performance.now() - began);
    if (next && isLate()) return { rows, searchedTo: part.to };
    part = next;
  }
  return { rows, searchedTo: null };
}

function firstPart({ kind }: Sought, from: number, { rows, indexed }: PoolSize): PoolPart | null {
  if (from >= rows) return null;
  if (kind === "words" && from < indexed) {
    return { by: "words", from, to: Math.min(from + firstRows, indexed) };
  }
  return { by: "texts", from, to: Math.min(from + firstRows, rows) };
}

function nextPart(part: PoolPart, { rows, indexed }: PoolSize, tookMs: number): PoolPart | null {
  const from = part.to;
  if (from >= rows) return null;
  if (part.by !== "texts" && from >= indexed) {
    return { by: "texts", from, to: Math.min(from + firstRows, rows) };
  }
  const wanted = (part.to - part.from) * (tookMs < fastMs ? 4 : tookMs < slowMs ? 1 : 1 / 2);
  if (part.by === "texts") {
    return { by: "texts", from, to: Math.min(from + Math.min(Math.ceil(wanted), mostRead), rows) };
  }
  const blocks = Math.ceil((part.by === "words" ? firstIndexed : wanted) / blockRows);
  const end = (Math.floor(from / blockRows) + blocks) * blockRows;
  return { by: "index", from, to: Math.min(end, indexed) };
}
