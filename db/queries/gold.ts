import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";
import { stands } from "./pool-rows";

/** A lead's word `w`: what they say now of a sample in a review. It makes the sample gold. */
export const isWord = sql`w.action = 'label' and w.screen = 'review'`;

/** Whether all classes that a word names can be given still: where one was archived nobody could answer right. */
export function isAnswerable(classIds: SQL): SQL {
  return sql`not exists (
    select from label_classes c where c.id = any(${classIds}) and c.archived_at is not null)`;
}

/** Whether a lead's word on the sample of this id stands. */
export function isGold(sampleId: SQL): SQL {
  return sql`exists (select from current_annotations w where w.sample_id = ${sampleId} and ${isWord} offset 0)`;
}

/** Whether the answer `a` was given after a lead's word on its sample that was not taken back. */
export const isAfterWord = sql`exists (
  select from annotations r
  where r.sample_id = a.sample_id and r.screen = 'review' and r.action = 'label' and r.sequence < a.sequence
    and not exists (select from annotations u where u.undoes = r.id) offset 0)`;

/** Of one person: answers to gold samples, and how many of them are a lead's word on theirs. */
export type GoldAnswers = { readonly answers: number; readonly right: number };

/**
 * How often each person who was handed gold samples answered as a lead does. What counts is the first answer of theirs that
 * stands and was given on its own, after a lead's word: neither corrections, which are made of what one doubts, nor answers
 * of those who said such a word themselves. Words that name an archived class are left out. By the annotator's id. A changed word is compared with what was answered before.
 */
export async function readGoldAnswers(db: Db, projectId: string): Promise<Map<string, GoldAnswers>> {
  const found = await db.execute<GoldAnswers & { annotator_id: string }>(sql`
    with gold as materialized (
      select distinct on (w.sample_id) w.sample_id, coalesce(w.label_class_ids, array[w.label_class_id]) as class_ids
      from current_annotations w where w.project_id = ${projectId} and ${isWord}
      order by w.sample_id, w.sequence desc)
    select annotator_id, count(*)::int as answers, count(*) filter (where is_right)::int as right
    from gold
    cross join lateral (
      select distinct on (a.annotator_id) a.annotator_id,
        coalesce(a.label_class_ids, array[a.label_class_id]) @> gold.class_ids
          and coalesce(a.label_class_ids, array[a.label_class_id]) <@ gold.class_ids as is_right
      from annotations a
      where a.sample_id = gold.sample_id and a.action = 'label' and a.source = 'annotator' and a.screen = 'single'
        and ${stands} and ${isAfterWord}
        and not exists (
          select from annotations r
          where r.sample_id = a.sample_id and r.annotator_id = a.annotator_id and r.screen = 'review'
            and r.action = 'label' and not exists (select from annotations u where u.undoes = r.id) offset 0)
      order by a.annotator_id, a.sequence) answered
    where ${isAnswerable(sql`gold.class_ids`)}
    group by annotator_id`);
  return new Map(found.rows.map(({ annotator_id, answers, right }) => [annotator_id, { answers, right }]));
}
