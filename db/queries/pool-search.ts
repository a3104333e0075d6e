import { type SQL, sql } from "drizzle-orm";
import type { FindFilter } from "@/lib/contracts/finding";
import type { Db } from "../client";
import { samplePayloads, wordsOf } from "../schema/labeling";
import { blockKey, blockRows, pairKey, projectKey } from "../word-keys";
import { type SearchAsker, stands } from "./pool-rows";
import { isDecided } from "./requested-samples";

/** What a sample must contain: words (a tsquery), characters in a row, or nothing in particular. */
export type Sought =
  | {
      readonly kind: "words";
      readonly tsquery: string;
      /** Characters, and words one after the other, without which nothing matches. */
      readonly required: {
        readonly words: readonly { readonly word: string }[];
        readonly pairs: readonly (readonly [first: string, second: string])[];
      };
    }
  | { readonly kind: "characters"; readonly characters: string }
  | { readonly kind: "anything" };

/** As PostgreSQL's parser reads them, or `searchable_text` writes them for it. */
const dashes = /[-\u2010\u2011\u2212]/g;
/** Before one word; it stacks them up, and fails on more than 32. */
const mostDashes = 24;

/**
 * How PostgreSQL reads what was typed; empty when there is no word in it. A dash excludes the word behind it; where there
 * are many, as in a line of them, they exclude nothing.
 */
export async function parseSearch(db: Db, typed: string): Promise<string> {
  const isLined = (typed.match(dashes)?.length ?? 0) > mostDashes;
  const read = isLined ? typed.replace(dashes, " ") : typed;
  const found = await db.execute<{ tsquery: string }>(
    sql`select websearch_to_tsquery('simple', searchable_text(${read}))::text as tsquery`,
  );
  return found.rows[0]!.tsquery;
}

/** A part of the pool, and how the samples in it that fit are found. */
export interface PoolPart {
  /** `index` asks the index of words, `words` reads the words it holds row by row, `texts` the samples themselves. */
  readonly by: "index" | "words" | "texts";
  readonly from: number;
  /** The row after the last one. */
  readonly to: number;
}

export interface PartSearch {
  readonly sought: Sought;
  readonly filter: Exclude<FindFilter, "requested">;
  readonly part: PoolPart;
  readonly limit: number;
}

/**
 * Runs searches with a plan that is ours: the planner knows no frequencies of words just after an import, and would
 * read a whole pool, of which these statements want a part.
 */
export async function withSearchPlans<Result>(db: Db, search: (tx: Db) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`
      select set_config('enable_seqscan', 'off', true), set_config('random_page_cost', '1.1', true),
        set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`);
    return search(tx);
  });
}

/** The first rows of a part that fit, in the order of the pool. */
export async function searchPart(db: Db, asker: SearchAsker, search: PartSearch): Promise<number[]> {
  const { filter, limit } = search;
  const found = await db.execute<{ row: number }>(sql`
    select fitting.row from (${fittingRows(asker, search)}) fitting
    ${filter === "all" ? sql`` : sampleOfRow(asker.projectId)}
    where ${passes(filter, asker)}
    order by fitting.row limit ${limit}`);
  return found.rows.map(({ row }) => row);
}

function fittingRows({ projectId }: SearchAsker, { sought, part }: PartSearch): SQL {
  const { by, from, to } = part;
  if (sought.kind === "anything") {
    return sql`
      select row from samples where project_id = ${projectId} and row >= ${from} and row < ${to} order by row`;
  }
  if (sought.kind !== "words" || by === "texts") {
    return sql`
      select samples.row from samples join sample_payloads on sample_payloads.sample_id = samples.id
      where samples.project_id = ${projectId} and samples.row >= ${from} and samples.row < ${to}
        and ${contains(sought)}
      order by samples.row`;
  }
  const inPart = sql`project_id = ${projectId} and row >= ${from} and row < ${to}`;
  const matches = sql`words @@ ${sought.tsquery}::tsquery`;
  // "is true" hides a condition from the indexes, so that only the other ones are searched by.
  if (by === "words") {
    return sql`select row from sample_words where ${inPart} and (${matches}) is true order by row`;
  }
  return sql`
    select row from sample_words
    where ${matches} and keys && ${sql.param(placeKeys(projectId, from, to))}::int[] ${followEachOther(sought)}
      and (${inPart}) is true
    order by row`;
}

/** Beyond so many blocks the key of the project serves as well. */
const mostBlocks = 64;

function placeKeys(projectId: string, from: number, to: number): number[] {
  const [first, last] = [Math.floor(from / blockRows), Math.floor((to - 1) / blockRows)];
  if (last - first >= mostBlocks) return [projectKey(projectId)];
  return Array.from({ length: last - first + 1 }, (_, i) => blockKey(projectId, first + i));
}

/** Of a phrase the index knows which words follow each other: the words alone may be in half of all texts. */
function followEachOther({ required }: Extract<Sought, { kind: "words" }>): SQL {
  if (required.pairs.length === 0) return sql``;
  const keys = required.pairs.map(([first, second]) => pairKey(first, second));
  return sql`and keys @> ${sql.param(keys)}::int[]`;
}

function contains(sought: Sought): SQL {
  if (sought.kind === "anything") return sql`true`;
  if (sought.kind === "characters") {
    return sql`position(lower(${sought.characters}) in lower(coalesce(sample_payloads.text, ''))) > 0`;
  }
  // To look for characters costs a tenth of reading a text's words.
  const all = sql`lower(concat_ws(' ', external_id, group_key, text, metadata::text))`;
  // Hyphens have several forms in texts, and one among the words.
  const words = sought.required.words.filter(({ word }) => !word.includes("-"));
  const occur = words.map(({ word }) => sql`position(lower(${word}) in ${all}) > 0`);
  return sql.join([...occur, sql`${wordsOf(samplePayloads)} @@ ${sought.tsquery}::tsquery`], sql` and `);
}

/** Looked up row by row, as only a page of them is wanted. */
function sampleOfRow(projectId: string): SQL {
  return sql`
    cross join lateral (
      select s.id from samples s where s.project_id = ${projectId} and s.row = fitting.row offset 0) sample`;
}

function passes(filter: PartSearch["filter"], { annotatorId }: SearchAsker): SQL {
  if (filter === "all") return sql`true`;
  const own = sql`a.action in ('label', 'accept') and a.annotator_id = ${annotatorId} and a.source = 'annotator'`;
  const labeled = sql`(
    select true from annotations a
    where a.sample_id = sample.id and ${filter === "mine" ? own : sql`a.action = 'label'`} and ${stands}
    limit 1)`;
  return filter === "mine" ? sql`${labeled} is true` : sql`${labeled} is null`;
}

/** How many annotations an annotator has in the project, counted up to `most`. */
export async function countOwn(db: Db, asker: SearchAsker, most: number): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from (
      select from annotations
      where project_id = ${asker.projectId} and annotator_id = ${asker.annotatorId} and source = 'annotator'
      limit ${most}) own`);
  return rows[0]!.count;
}

/** A search among few samples, each of which is looked at. */
interface FewSearch {
  readonly sought: Sought;
  readonly from: number;
  readonly limit: number;
}

/** Rows that the asker labeled and that fit, in the order of the pool: reads these alone, whatever the pool holds. */
export async function searchOwn(
  db: Db,
  { projectId, annotatorId }: SearchAsker,
  { sought, from, limit }: FewSearch,
): Promise<number[]> {
  const found = await db.execute<{ row: number }>(sql`
    select own.row from (
      select distinct s.row, s.id
      from annotations a cross join lateral (select id, row from samples where id = a.sample_id offset 0) s
      where a.project_id = ${projectId} and a.annotator_id = ${annotatorId} and a.action in ('label', 'accept')
        and a.source = 'annotator' and s.row >= ${from} and ${stands}
      order by s.row) own
    where ${fits(sought, projectId, "own")} is true
    order by own.row limit ${limit}`);
  return found.rows.map(({ row }) => row);
}

/** Rows that a lead asked for, that nobody decided about and that fit, in the order of the pool. */
export async function searchRequested(
  db: Db,
  { projectId }: SearchAsker,
  { sought, from, limit }: FewSearch,
): Promise<number[]> {
  const found = await db.execute<{ row: number }>(sql`
    select asked.row from (
      select s.row, s.id
      from requested_samples r cross join lateral (select id, row from samples where id = r.sample_id offset 0) s
      where r.project_id = ${projectId} and s.row >= ${from}
        and not ${isDecided(sql`s.id`)}
      order by s.row) asked
    where ${fits(sought, projectId, "asked")} is true
    order by asked.row limit ${limit}`);
  return found.rows.map(({ row }) => row);
}

/** Whether a row of the few in `table` contains what is sought: by its words where the index has them. */
function fits(sought: Sought, projectId: string, table: "own" | "asked"): SQL {
  const few = sql.raw(table);
  const inText = sql`(select ${contains(sought)} from sample_payloads where sample_id = ${few}.id)`;
  if (sought.kind !== "words") return inText;
  return sql`coalesce((
    select words @@ ${sought.tsquery}::tsquery from sample_words
    where project_id = ${projectId} and row = ${few}.row), ${inText})`;
}

export interface AnyWordSearch {
  readonly tsquery: string;
  /** Rows of the pool that the index holds; of later ones as many again are read as are considered. */
  readonly indexed: number;
  /** Samples that share any word, of which the best are taken. */
  readonly considered: number;
  readonly limit: number;
}

/** Rows of the samples that share most of these words with a text; at most `considered` that share any are compared. */
export async function searchByAnyWord(
  db: Db,
  { projectId }: SearchAsker,
  { tsquery, indexed, considered, limit }: AnyWordSearch,
): Promise<number[]> {
  const query = sql`${tsquery}::tsquery`;
  const found = await db.execute<{ row: number }>(sql`
    with sharing as materialized (
      (select row, words from sample_words
      where words @@ ${query} and keys @> ${sql.param([projectKey(projectId)])}::int[]
        and (project_id = ${projectId}) is true
      limit ${considered})
      union all
      (select samples.row, ${wordsOf(samplePayloads)}
      from samples join sample_payloads on sample_payloads.sample_id = samples.id
      where samples.project_id = ${projectId} and samples.row >= ${indexed}
        and samples.row < ${indexed + considered} and ${wordsOf(samplePayloads)} @@ ${query}))
    select row from sharing order by ts_rank(words, ${query}) desc, row limit ${limit}`);
  return found.rows.map(({ row }) => row);
}
