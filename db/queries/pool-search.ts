import { type SQL, sql } from "drizzle-orm";
import type { FindFilter } from "@/lib/contracts/finding";
import type { Db } from "../client";
import { samplePayloads, wordsOf } from "../schema/labeling";

/** A longer text is cut: nobody reads it in a list, and the bench shows it whole. */
const longestText = 5_000;

export interface PoolRow {
  readonly sampleId: number;
  readonly row: number;
  readonly text: string | null;
  readonly hasImage: boolean;
  readonly width: number | null;
  readonly height: number | null;
  readonly metadata: Record<string, string> | null;
  readonly externalId: string | null;
  readonly isLabeled: boolean;
  /** Whether a label came with its file. */
  readonly isImported: boolean;
  readonly ownClassIds: string[] | null;
}

export interface SearchAsker {
  readonly projectId: string;
  readonly annotatorId: string;
}

/** What a sample must contain: words (a tsquery), characters in a row, or nothing in particular. */
export type Sought =
  | { readonly kind: "words"; readonly tsquery: string }
  | { readonly kind: "characters"; readonly characters: string }
  | { readonly kind: "anything" };

/** How PostgreSQL reads what was typed; empty when there is no word in it. */
export async function parseSearch(db: Db, typed: string): Promise<string> {
  const found = await db.execute<{ tsquery: string }>(
    sql`select websearch_to_tsquery('simple', ${typed})::text as tsquery`,
  );
  return found.rows[0]!.tsquery;
}

export interface PoolSearch {
  readonly sought: Sought;
  readonly filter: FindFilter;
  /** The first row of the pool that is looked at. */
  readonly from: number;
  readonly limit: number;
}

/** Rows of which the words are read one by one before the index is asked: a frequent word has a page of hits among them. */
const window = 2_000;

/**
 * Samples that fit, in the order of the pool. A frequent word is found in the next rows of the pool; only for a rare
 * one the index is asked, which then names few. Neither reads more the larger the pool is, and the choice is not left
 * to the planner, which knows no frequencies of words just after an import.
 */
export async function searchPool(db: Db, asker: SearchAsker, search: PoolSearch): Promise<PoolRow[]> {
  const { sought, from, limit } = search;
  if (sought.kind !== "words" || search.filter === "mine") {
    return readRows(db, asker, inOrder(asker, search, contains(sought)));
  }
  const near = sql`samples.row < ${from + window} and ${contains(sought)}`;
  const found = await readRows(db, asker, inOrder(asker, search, near));
  if (found.length === limit) return found;
  const matching = sql`samples.id in (select sample_id from matching)`;
  return readRows(
    db,
    asker,
    sql`
    with matching as materialized (select sample_id from sample_payloads where ${contains(sought)})
    ${inOrder(asker, search, matching)}`,
  );
}

function inOrder(asker: SearchAsker, { filter, from, limit }: PoolSearch, fits: SQL): SQL {
  return sql`
    select samples.id from samples join sample_payloads on sample_payloads.sample_id = samples.id
    where samples.project_id = ${asker.projectId} and samples.row >= ${from}
      and ${fits} and ${passes(filter, asker)}
    order by samples.row limit ${limit}`;
}

/** Samples that share most of these words with a text; at most `considered` that share any are compared. */
export async function searchByAnyWord(
  db: Db,
  asker: SearchAsker,
  search: { readonly tsquery: string; readonly considered: number; readonly limit: number },
): Promise<PoolRow[]> {
  const query = sql`${search.tsquery}::tsquery`;
  return readRows(
    db,
    asker,
    sql`
    select id from (
      select samples.id, ts_rank(${wordsOf(samplePayloads)}, ${query}) as rank
      from samples join sample_payloads on sample_payloads.sample_id = samples.id
      where samples.project_id = ${asker.projectId} and ${wordsOf(samplePayloads)} @@ ${query}
      limit ${search.considered}) shared
    order by rank desc, id limit ${search.limit}`,
  );
}

/** The samples at these rows of the pool, in this order. */
export async function readPoolRows(db: Db, asker: SearchAsker, rows: readonly number[]): Promise<PoolRow[]> {
  if (rows.length === 0) return [];
  return readRows(
    db,
    asker,
    sql`
    select samples.id from unnest(${sql.param(rows)}::int[]) with ordinality wanted (row, place)
    join samples on samples.project_id = ${asker.projectId} and samples.row = wanted.row
    order by wanted.place`,
  );
}

/** One sample of the project; null when it has no such one. */
export async function readPoolSample(db: Db, asker: SearchAsker, sampleId: number): Promise<PoolRow | null> {
  const [found] = await readRows(
    db,
    asker,
    sql`select id from samples where id = ${sampleId} and project_id = ${asker.projectId}`,
  );
  return found ?? null;
}

function contains(sought: Sought): SQL {
  if (sought.kind === "anything") return sql`true`;
  if (sought.kind === "words") return sql`${wordsOf(samplePayloads)} @@ ${sought.tsquery}::tsquery`;
  return sql`position(lower(${sought.characters}) in lower(coalesce(sample_payloads.text, ''))) > 0`;
}

function passes(filter: FindFilter, { projectId, annotatorId }: SearchAsker): SQL {
  if (filter === "all") return sql`true`;
  if (filter === "unlabeled") {
    return sql`not exists (
      select from annotations a where a.sample_id = samples.id and a.action = 'label' and ${stands})`;
  }
  return sql`samples.id in (
    select a.sample_id from annotations a
    where a.project_id = ${projectId} and a.annotator_id = ${annotatorId} and a.action = 'label'
      and a.source <> 'imported' and ${stands})`;
}

/** An annotation `a` that was not taken back. */
const stands = sql`not exists (select from annotations u where u.undoes = a.id)`;

interface RawRow extends Record<string, unknown> {
  id: string;
  row: number;
  text: string | null;
  has_image: boolean;
  width: number | null;
  height: number | null;
  metadata: Record<string, string> | null;
  external_id: string | null;
  is_labeled: boolean;
  is_imported: boolean;
  own_class_ids: string[] | null;
}

/** What a list shows of the samples whose ids `chosen` selects, in its order. */
async function readRows(db: Db, asker: SearchAsker, chosen: SQL): Promise<PoolRow[]> {
  const found = await db.execute<RawRow>(sql`
    with chosen as materialized (${chosen}), wanted as (select id, row_number() over () as place from chosen)
    select s.id, s.row, p.width, p.height, p.metadata, p.external_id, p.image_blob is not null as has_image,
      case when length(p.text) > ${longestText} then left(p.text, ${longestText}) || ' …' else p.text end as text,
      exists (select from annotations a
        where a.sample_id = s.id and a.action = 'label' and ${stands}) as is_labeled,
      exists (select from annotations a
        where a.sample_id = s.id and a.source = 'imported' and ${stands}) as is_imported,
      (select array_to_json(coalesce(a.label_class_ids, array[a.label_class_id])) from annotations a
        where a.sample_id = s.id and a.annotator_id = ${asker.annotatorId} and a.action = 'label'
          and a.source <> 'imported' and ${stands}
        order by a.sequence desc limit 1) as own_class_ids
    from wanted join samples s on s.id = wanted.id join sample_payloads p on p.sample_id = s.id
    order by wanted.place`);
  return found.rows.map((raw) => ({
    sampleId: Number(raw.id),
    row: raw.row,
    text: raw.text,
    hasImage: raw.has_image,
    width: raw.width,
    height: raw.height,
    metadata: raw.metadata,
    externalId: raw.external_id,
    isLabeled: raw.is_labeled,
    isImported: raw.is_imported,
    ownClassIds: raw.own_class_ids,
  }));
}
