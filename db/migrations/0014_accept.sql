ALTER TABLE "annotations" DROP CONSTRAINT "annotations_answer_has_class";--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_answer_has_class" CHECK (case action
        when 'label' then num_nonnulls(label_class_id, label_class_ids) = 1
        when 'accept' then label_class_id is not null and label_class_ids is null
        when 'reject' then label_class_id is not null and label_class_ids is null
        else num_nonnulls(label_class_id, label_class_ids) = 0 end);--> statement-breakpoint
-- As 0007 made it, but that one class accepted is no label either: the sample stays open.
CREATE OR REPLACE FUNCTION "refresh_labels"(touched bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Who annotates the same sample at the same time waits here, so that each statement below sees what came before it.
  PERFORM 1 FROM samples WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE;

  DELETE FROM current_annotations c USING unnest(touched) touched_id
  WHERE c.sample_id = touched_id AND EXISTS (SELECT FROM annotations u WHERE u.undoes = c.annotation_id);

  INSERT INTO current_annotations AS c (sample_id, annotator_id, project_id, annotation_id, sequence, action,
    label_class_id, label_class_ids, seconds, source, screen, slot, created_at)
  SELECT DISTINCT ON (a.sample_id, a.annotator_id) a.sample_id, a.annotator_id, a.project_id, a.id, a.sequence,
    a.action, a.label_class_id, a.label_class_ids, a.seconds, a.source, a.screen, a.slot, a.created_at
  FROM unnest(touched) touched_id JOIN annotations a ON a.sample_id = touched_id
  WHERE a.action NOT IN ('undo', 'accept', 'reject') AND NOT EXISTS (SELECT FROM annotations u WHERE u.undoes = a.id)
  ORDER BY a.sample_id, a.annotator_id, a.sequence DESC
  ON CONFLICT (sample_id, annotator_id) DO UPDATE SET
    annotation_id = excluded.annotation_id, sequence = excluded.sequence, action = excluded.action,
    label_class_id = excluded.label_class_id, label_class_ids = excluded.label_class_ids, seconds = excluded.seconds,
    source = excluded.source, screen = excluded.screen, slot = excluded.slot, created_at = excluded.created_at
  WHERE c.annotation_id <> excluded.annotation_id;

  DELETE FROM labels l USING unnest(touched) touched_id
  WHERE l.sample_id = touched_id
    AND NOT EXISTS (SELECT FROM current_annotations c WHERE c.sample_id = touched_id AND c.action = 'label');

  INSERT INTO labels (sample_id, project_id, label_class_id, label_class_ids, slot, sequence, votes, annotators)
  SELECT sample_id, project_id, label_class_id,
    CASE WHEN label_class_id IS NULL AND annotators > 1 THEN (
      SELECT coalesce(array_agg(voted.class_id ORDER BY voted.class_id), '{}')
      FROM (
        SELECT class_id
        FROM current_annotations own, unnest(coalesce(own.label_class_ids, ARRAY[own.label_class_id])) class_id
        WHERE own.sample_id = resolved.sample_id AND own.action = 'label'
        GROUP BY class_id
        HAVING 2 * count(*) > resolved.annotators
          OR (2 * count(*) = resolved.annotators AND class_id = ANY (resolved.newest_ids))
      ) voted
    ) ELSE newest_ids END,
    slot, sequence, votes, annotators
  FROM (
    SELECT DISTINCT ON (sample_id) sample_id, project_id, label_class_id, newest_ids, sequence, votes,
      CASE WHEN bool_or(held_out) OVER of_sample THEN 'holdout' ELSE slot END AS slot,
      sum(votes) OVER of_sample AS annotators
    FROM (
      SELECT DISTINCT ON (sample_id, label_class_id) sample_id, project_id, label_class_id,
        label_class_ids AS newest_ids, slot, sequence, count(*) OVER of_class AS votes,
        bool_or(slot = 'holdout') OVER of_class AS held_out
      FROM unnest(touched) touched_id JOIN current_annotations ON sample_id = touched_id
      WHERE action = 'label'
      WINDOW of_class AS (PARTITION BY sample_id, label_class_id)
      ORDER BY sample_id, label_class_id, sequence DESC
    ) class_votes
    WINDOW of_sample AS (PARTITION BY sample_id)
    ORDER BY sample_id, votes DESC, sequence DESC
  ) resolved
  ON CONFLICT (sample_id) DO UPDATE SET
    label_class_id = excluded.label_class_id, label_class_ids = excluded.label_class_ids, slot = excluded.slot,
    sequence = excluded.sequence, votes = excluded.votes, annotators = excluded.annotators;
END $$;
