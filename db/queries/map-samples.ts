import { sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { Db } from "../client";

/** What the map shows is the same as long as this is: also an undo is an annotation. */
export interface MapVersion {
  readonly poolRows: number;
  readonly seed: number;
  readonly holdoutShare: number;
  readonly task: "single" | "multi";
  /** Of the newest annotation; 0 before the first. */
  readonly sequence: number;
  /** The newest encoding whose rows have places; null when there is none. */
  readonly layout: { readonly blob: string; readonly rows: number } | null;
  /** Whether any encoding is finished. */
  readonly isEncoded: boolean;
  /** The newest model that still tells what it takes the pool for. */
  readonly model: {
    readonly number: number;
    readonly labelClassIds: readonly string[];
    readonly summaryBlob: string;
  } | null;
}

type VersionRow = {
  pool_rows: number;
  seed: number;
  holdout_share: number;
  task: "single" | "multi";
  sequence: string;
  layout: MapVersion["layout"];
  is_encoded: boolean;
  model: MapVersion["model"];
};

/** Rows have no gaps, so the last one tells how many samples there are. */
export async function readMapVersion(db: Db, projectId: string): Promise<MapVersion | null> {
  const found = await db.execute<VersionRow>(sql`
    select p.seed, p.holdout_share, p.task,
      (select coalesce(max(row) + 1, 0)::int from samples where project_id = p.id) as pool_rows,
      (select coalesce(max(sequence), 0) from annotations where project_id = p.id) as sequence,
      exists (select from encodings e where e.project_id = p.id and e.state = 'done') as is_encoded,
      (select json_build_object('blob', e.layout_blob, 'rows', e.row_count) from encodings e
        where e.project_id = p.id and e.state = 'done' and e.layout_blob is not null
        order by e.started_at desc limit 1) as layout,
      (select json_build_object(
          'number', v.number, 'labelClassIds', v.label_class_ids, 'summaryBlob', v.pool_summary_blob)
        from model_versions v
        where v.project_id = p.id and v.pool_summary_blob is not null
        order by v.number desc limit 1) as model
    from projects p where p.id = ${projectId}`);
  const row = found.rows[0];
  if (!row) return null;
  const { seed, task, layout, model } = row;
  return {
    seed,
    task,
    layout,
    model,
    poolRows: row.pool_rows,
    holdoutShare: row.holdout_share,
    isEncoded: row.is_encoded,
    sequence: Number(row.sequence),
  };
}

/** A hundred thousand numbers as one text each way: as parameters, or rows, of their own they took most of the time. */
const arrayOf = (numbers: Int32Array | Float64Array) => `{${numbers.join(",")}}`;
const numbersOf = (list: string | null) => (list === null ? [] : list.split(",").map(Number));

/** The ids of the samples at these rows of the pool, which ascend. */
export async function readSampleIds(db: Db, projectId: string, rows: Int32Array): Promise<Float64Array> {
  const found = await db.execute<{ ids: string | null }>(sql`
    select string_agg(id::text, ',' order by row) as ids from samples
    where project_id = ${projectId} and row = any(${arrayOf(rows)}::int[])`);
  return Float64Array.from(numbersOf(found.rows[0]!.ids));
}

/** Samples whose label is the same. */
export interface MapLabel {
  readonly sampleIds: readonly number[];
  /** One, or where a sample may have several classes any number. */
  readonly labelClassIds: readonly string[];
  readonly slot: Slot;
}

type LabelRow = { ids: string; class_id: string | null; class_ids: string[] | null; slot: Slot };

/** The labels of these samples, in no order. One scan of a project's labels, however many samples are named. */
export async function readMapLabels(db: Db, projectId: string, sampleIds: Float64Array): Promise<MapLabel[]> {
  const found = await db.execute<LabelRow>(sql`
    select label_class_id as class_id, label_class_ids as class_ids, slot, string_agg(sample_id::text, ',') as ids
    from labels
    where project_id = ${projectId} and sample_id = any(${arrayOf(sampleIds)}::bigint[])
    group by label_class_id, label_class_ids, slot`);
  return found.rows.map(({ ids, class_id, class_ids, slot }) => ({
    slot,
    sampleIds: numbersOf(ids),
    labelClassIds: class_id === null ? (class_ids ?? []) : [class_id],
  }));
}
