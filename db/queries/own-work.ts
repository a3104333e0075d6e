import { sql } from "drizzle-orm";
import type { OwnAnnotation, OwnAnnotationsQuery, OwnWork } from "@/lib/contracts/own-work";
import type { Db } from "../client";
import { ownCurrentDecisions, ownDecisions, ownYesAndNo } from "./own-decisions";
import { excerptLength, imageUrlOf } from "./sample-excerpt";

interface Own {
  readonly projectId: string;
  readonly annotatorId: string;
}

type AnnotationRow = Pick<OwnAnnotation, "id" | "action" | "note" | "screen" | "seconds" | "excerpt"> & {
  sequence: string;
  sample_id: string;
  label_class_id: string | null;
  label_class_ids: string[] | null;
  created_at: string;
  has_image: boolean;
  is_undone: boolean;
  is_replaced: boolean;
};

/**
 * The annotator's own decisions, newest first: all, those taken back or replaced included, or only those of a class or
 * an action, or what stands. The index on the annotator's annotations is read from its end until the page is full, and
 * what undid or replaced one is looked up for these alone: a subquery with a limit is never hashed for all.
 */
export async function readOwnAnnotations(
  db: Db,
  { projectId, annotatorId, ...query }: Own & OwnAnnotationsQuery,
): Promise<OwnAnnotation[]> {
  const { before = null, limit, action, labelClassId, standing } = query;
  const found = await db.execute<AnnotationRow>(sql`
    with page as materialized (
      select * from (
        select a.id, a.sequence, a.sample_id, a.action, a.label_class_id, a.label_class_ids, a.note, a.screen,
          a.seconds, a.created_at, (
            select true from annotations u where u.undoes = a.id limit 1) is not null as is_undone,
          a.action not in ('accept', 'reject') and exists (
            select from annotations n
            where n.sample_id = a.sample_id and n.annotator_id = a.annotator_id and n.sequence > a.sequence
              and n.action not in ('undo', 'accept', 'reject')
              and not exists (select from annotations u where u.undoes = n.id)) as is_replaced
        from annotations a
        where a.project_id = ${projectId} and a.annotator_id = ${annotatorId}
          and a.action <> 'undo' and a.source = 'annotator'
          and (${before}::bigint is null or a.sequence < ${before}::bigint)
          ${action ? sql`and a.action = ${action}` : sql``}
          ${labelClassId ? sql`and (a.label_class_id = ${labelClassId} or ${labelClassId} = any (a.label_class_ids))` : sql``}
      ) own
      ${standing === "true" ? sql`where not is_undone and not is_replaced` : sql``}
      order by sequence desc limit ${limit})
    select page.*, left(p.text, ${excerptLength}) as excerpt, p.image_blob is not null as has_image
    from page join sample_payloads p on p.sample_id = page.sample_id
    order by page.sequence desc`);
  return found.rows.map((row) => ({
    id: row.id,
    sequence: Number(row.sequence),
    sampleId: Number(row.sample_id),
    action: row.action,
    labelClassId: row.label_class_id,
    labelClassIds: row.label_class_ids,
    note: row.note,
    screen: row.screen,
    createdAt: new Date(row.created_at).toISOString(),
    seconds: row.seconds,
    excerpt: row.excerpt,
    imageUrl: row.has_image ? imageUrlOf(projectId, row.sample_id) : null,
    isUndone: row.is_undone,
    isCurrent: !row.is_undone && !row.is_replaced,
  }));
}

const daysShown = 14;

type WorkRow = {
  total: number;
  skipped: number;
  flagged: number;
  median_seconds: number | null;
  days: OwnWork["days"];
  yes_and_no: number;
};

/** The annotator's own numbers; `timeZone` says where their days begin. */
export async function readOwnWork(
  db: Db,
  { timeZone, ...own }: Own & { readonly timeZone: string },
): Promise<OwnWork> {
  const dayOf = (instant: string) => sql`(${sql.raw(instant)} at time zone ${timeZone})::date`;
  const found = await db.execute<WorkRow>(sql`
    with own as (${ownDecisions(own)}), own_current as (${ownCurrentDecisions(own)}), days as (
      select ${dayOf("now()")} - back as day from generate_series(${daysShown - 1}::int, 0, -1) back
    ), first_day as (
      select min(day)::timestamp at time zone ${timeZone} as begins from days
    ), worked as (
      select ${dayOf("created_at")} as day, sum(seconds)::float8 as seconds
      from own, first_day where created_at >= begins group by 1
    ), labeled as (
      select ${dayOf("created_at")} as day, count(*)::int as labels
      from own_current, first_day where action = 'label' and created_at >= begins group by 1
    )
    select
      count(*) filter (where action = 'label')::int as total,
      count(*) filter (where action = 'skip')::int as skipped,
      count(*) filter (where action = 'flag')::int as flagged,
      percentile_cont(0.5) within group (order by seconds) filter (
        where action = 'label' and screen not in ('history', 'review') and created_at >= (select begins from first_day)
      ) as median_seconds,
      (select count(*)::int from (${ownYesAndNo(own)}) d, first_day where created_at >= begins) as yes_and_no,
      (select json_agg(json_build_object(
          'day', day, 'labels', coalesce(labels, 0), 'seconds', coalesce(seconds, 0)) order by day)
        from days left join worked using (day) left join labeled using (day)) as days
    from own_current`);
  const { total, skipped, flagged, median_seconds, days, yes_and_no } = found.rows[0]!;
  const activeSeconds = days.reduce((sum, { seconds }) => sum + seconds, 0);
  const answers = days.reduce((sum, day) => sum + day.labels, yes_and_no);
  return {
    today: days.at(-1)!.labels,
    total,
    days,
    medianSeconds: median_seconds,
    activeSeconds,
    pacePerHour: activeSeconds > 0 && answers > 0 ? (answers / activeSeconds) * 3600 : null,
    skipped,
    flagged,
  };
}
