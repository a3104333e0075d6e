import { type SQL, sql } from "drizzle-orm";

/**
 * What each annotator says now about each sample: the latest label or skip that no undo took back.
 * At most one row for a sample and an annotator. A fragment to select from:
 *
 *     select … from (${currentAnnotations(projectId)}) c
 *
 * Columns: id, sequence, sample_id, annotator_id, action ('label' | 'skip'), label_class_id, seconds,
 * source, slot, created_at.
 */
export function currentAnnotations(projectId: string): SQL {
  return sql`
    select distinct on (a.sample_id, a.annotator_id)
      a.id, a.sequence, a.sample_id, a.annotator_id, a.action, a.label_class_id, a.seconds,
      a.source, a.slot, a.created_at
    from annotations a
    where a.project_id = ${projectId}
      and a.action <> 'undo'
      and not exists (
        select from annotations u
        where u.project_id = ${projectId} and u.action = 'undo' and u.undoes = a.id)
    order by a.sample_id, a.annotator_id, a.sequence desc`;
}

/**
 * The label of each labeled sample: the class most annotators say now; of equally many, the one said
 * last. Samples that are only skipped have no row. A fragment to select from, as above.
 *
 * Columns: sample_id, label_class_id, slot, sequence, votes, annotators. `slot` is `holdout` as soon as
 * one of the labels was given there, so that such a sample is never trained on; otherwise it is the slot of
 * the newest label for the winning class, and `sequence` is that label's.
 */
export function resolvedLabels(projectId: string): SQL {
  return sql`
    select distinct on (sample_id)
      sample_id, label_class_id, sequence, votes,
      case when bool_or(held_out) over of_sample then 'holdout' else slot end as slot,
      sum(votes) over of_sample as annotators
    from (
      select distinct on (sample_id, label_class_id)
        sample_id, label_class_id, slot, sequence,
        count(*) over of_class as votes,
        bool_or(slot = 'holdout') over of_class as held_out
      from (${currentAnnotations(projectId)}) c
      where action = 'label'
      window of_class as (partition by sample_id, label_class_id)
      order by sample_id, label_class_id, sequence desc
    ) class_votes
    window of_sample as (partition by sample_id)
    order by sample_id, votes desc, sequence desc`;
}
