ALTER TABLE "projects" ADD COLUMN "gold_share" real DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "annotations_review_idx" ON "annotations" USING btree ("sample_id") WHERE screen = 'review';--> statement-breakpoint
CREATE INDEX "current_annotations_review_idx" ON "current_annotations" USING btree ("project_id") WHERE screen = 'review';--> statement-breakpoint
-- As 0014 made it, but that what a lead says in a review is the label, the newest such word, whatever others say.
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
    CASE WHEN label_class_id IS NULL AND annotators > 1 AND NOT is_word THEN (
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
    SELECT DISTINCT ON (sample_id) sample_id, project_id, label_class_id, newest_ids, sequence, votes, is_word,
      CASE WHEN bool_or(held_out) OVER of_sample THEN 'holdout' ELSE slot END AS slot,
      sum(votes) OVER of_sample AS annotators
    FROM (
      SELECT DISTINCT ON (sample_id, label_class_id) sample_id, project_id, label_class_id,
        label_class_ids AS newest_ids, slot, sequence, screen = 'review' AS is_word, count(*) OVER of_class AS votes,
        bool_or(slot = 'holdout') OVER of_class AS held_out
      FROM unnest(touched) touched_id JOIN current_annotations ON sample_id = touched_id
      WHERE action = 'label'
      WINDOW of_class AS (PARTITION BY sample_id, label_class_id)
      ORDER BY sample_id, label_class_id, is_word DESC, sequence DESC
    ) class_votes
    WINDOW of_sample AS (PARTITION BY sample_id)
    ORDER BY sample_id, is_word DESC, CASE WHEN NOT is_word THEN votes END DESC, sequence DESC
  ) resolved
  ON CONFLICT (sample_id) DO UPDATE SET
    label_class_id = excluded.label_class_id, label_class_ids = excluded.label_class_ids, slot = excluded.slot,
    sequence = excluded.sequence, votes = excluded.votes, annotators = excluded.annotators;
END $$;
--> statement-breakpoint
-- What was settled so far follows the same rule, and so do the sums of what stands.
DO $$
DECLARE
  touched bigint[] := (SELECT array_agg(DISTINCT sample_id) FROM current_annotations WHERE screen = 'review');
BEGIN
  INSERT INTO work_changes
  SELECT project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter,
    0, 0, -standing, -standing_ms, NULL
  FROM standing_work WHERE sample_id = ANY (touched);

  PERFORM refresh_labels(touched);

  INSERT INTO work_changes
  SELECT project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter,
    0, 0, standing, standing_ms, NULL
  FROM standing_work WHERE sample_id = ANY (touched);
END $$;
