import { type SQL, sql } from "drizzle-orm";

/**
 * What each annotator says now about each sample: the latest label, skip or flag that no undo took back. A rejected
 * class is none of these: it leaves the sample open. At most one row for a sample and an annotator. A fragment to
 * select from:
 *
 *     select … from (${currentAnnotations(projectId)}) c
 *
 * Columns: id, sequence, sample_id, annotator_id, action ('label' | 'skip' | 'flag'), label_class_id,
 * label_class_ids, seconds, source, slot, created_at.
 */
export function currentAnnotations(projectId: string): SQL {
  return sql`
    select distinct on (a.sample_id, a.annotator_id)
      a.id, a.sequence, a.sample_id, a.annotator_id, a.action, a.label_class_id, a.label_class_ids, a.seconds,
      a.source, a.slot, a.created_at
    from annotations a
    where a.project_id = ${projectId}
      and a.action not in ('undo', 'reject')
      and not exists (
        select from annotations u
        where u.project_id = ${projectId} and u.action = 'undo' and u.undoes = a.id)
    order by a.sample_id, a.annotator_id, a.sequence desc`;
}

/**
 * The label of each labeled sample: the class most annotators say now; of equally many, the one said
 * last. Samples that are only skipped or flagged have no row. A fragment to select from, as above.
 *
 * Where a sample may have several classes, `label_class_id` is null and `label_class_ids` holds, in the order of
 * ids, each class that more than half of its annotators say now; of exactly half, the newest set decides.
 *
 * Columns: sample_id, label_class_id, label_class_ids, slot, sequence, votes, annotators. `slot` is `holdout` as
 * soon as one of the labels was given there, so that such a sample is never trained on; otherwise it is the slot of
 * the newest label for the winning class, and `sequence` is that label's. Of a set, `votes` are all its annotators.
 */
export function resolvedLabels(projectId: string): SQL {
  return sql`
    select sample_id, label_class_id, sequence, votes, slot, annotators,
      case when label_class_id is null and annotators > 1 then (${majoritySet})
        else newest_ids end as label_class_ids
    from (
      select distinct on (sample_id)
        sample_id, label_class_id, newest_ids, sequence, votes,
        case when bool_or(held_out) over of_sample then 'holdout' else slot end as slot,
        sum(votes) over of_sample as annotators
      from (
        select distinct on (sample_id, label_class_id)
          sample_id, label_class_id, label_class_ids as newest_ids, slot, sequence,
          count(*) over of_class as votes,
          bool_or(slot = 'holdout') over of_class as held_out
        from (${currentAnnotations(projectId)}) c
        where action = 'label'
        window of_class as (partition by sample_id, label_class_id)
        order by sample_id, label_class_id, sequence desc
      ) class_votes
      window of_sample as (partition by sample_id)
      order by sample_id, votes desc, sequence desc
    ) resolved`;
}

/** Read only for sets on which annotators may differ: one look at the annotations of the one sample. */
const majoritySet = sql`
  select coalesce(array_agg(voted.class_id order by voted.class_id), '{}')
  from (
    select class_id
    from (
      select distinct on (a.annotator_id) a.action, coalesce(a.label_class_ids, array[a.label_class_id]) as class_ids
      from annotations a
      where a.sample_id = resolved.sample_id
        and a.action not in ('undo', 'reject')
        and not exists (select from annotations u where u.undoes = a.id)
      order by a.annotator_id, a.sequence desc) own, unnest(own.class_ids) class_id
    where own.action = 'label'
    group by class_id
    having 2 * count(*) > resolved.annotators
      or (2 * count(*) = resolved.annotators and class_id = any(resolved.newest_ids))
  ) voted`;
