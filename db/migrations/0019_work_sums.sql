CREATE TABLE "work_changes" (
	"project_id" uuid NOT NULL,
	"annotator_id" text,
	"is_oracle" boolean,
	"slot" text,
	"is_label" boolean,
	"label_class_id" uuid,
	"label_class_ids" uuid[],
	"tenths" integer,
	"quarter" integer,
	"given" integer NOT NULL,
	"given_ms" bigint NOT NULL,
	"standing" integer NOT NULL,
	"standing_ms" bigint NOT NULL,
	"began" bigint
);
--> statement-breakpoint
CREATE TABLE "work_sums" (
	"project_id" uuid NOT NULL,
	"summed_by" text NOT NULL,
	"key" uuid NOT NULL,
	"annotator_id" text,
	"is_oracle" boolean,
	"slot" text,
	"is_label" boolean,
	"label_class_id" uuid,
	"label_class_ids" uuid[],
	"tenths" integer,
	"quarter" integer,
	"given" integer NOT NULL,
	"given_ms" bigint NOT NULL,
	"standing" integer NOT NULL,
	"standing_ms" bigint NOT NULL,
	"began" bigint,
	CONSTRAINT "work_sums_project_id_summed_by_key_pk" PRIMARY KEY("project_id","summed_by","key")
);
--> statement-breakpoint
ALTER TABLE "work_sums" ADD CONSTRAINT "work_sums_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotations_chosen_holdout_idx" ON "annotations" USING btree ("project_id","sample_id") WHERE slot = 'holdout' and strategy <> 'random';--> statement-breakpoint
CREATE INDEX "model_versions_round_idx" ON "model_versions" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "model_versions_spent_idx" ON "model_versions" USING btree ("project_id","labels_spent","number");--> statement-breakpoint
-- Each change is a row that is taken away soon, and readers go through the table: it is cleaned up after some thousands.
ALTER TABLE "work_changes" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 50000);--> statement-breakpoint
-- So that counting up needs no new entry in an index.
ALTER TABLE "work_sums" SET (fillfactor = 70);--> statement-breakpoint
-- What stands, each as the change that brought it about.
CREATE VIEW "standing_work" AS
SELECT sample_id, project_id, annotator_id, source = 'oracle' AS is_oracle, slot, action = 'label' AS is_label,
  label_class_id, label_class_ids, round(seconds * 10)::int AS tenths,
  floor(extract(epoch FROM created_at) / 900)::int AS quarter, 1 AS standing,
  coalesce(round(seconds * 1000), 0)::bigint AS standing_ms
FROM current_annotations WHERE source <> 'imported'
UNION ALL
SELECT sample_id, project_id, NULL, NULL, slot, true, label_class_id, label_class_ids, NULL, NULL, 1, 0 FROM labels;
--> statement-breakpoint
-- Planned once for a session, by indexes: to plan all of this for each annotation took longer than to do it.
CREATE OR REPLACE FUNCTION "refresh_labels_of_added"() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  touched bigint[] := (SELECT array_agg(DISTINCT sample_id) FROM added);
BEGIN
  -- As in refresh_labels, but before what stood is read.
  PERFORM 1 FROM samples WHERE id = ANY (touched) ORDER BY id FOR NO KEY UPDATE;

  INSERT INTO work_changes
  SELECT project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter,
    0, 0, -standing, -standing_ms, NULL
  FROM standing_work WHERE sample_id = ANY (touched);

  PERFORM refresh_labels(touched);

  INSERT INTO work_changes
  SELECT project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter,
    sum(given), sum(given_ms), sum(standing), sum(standing_ms), min(began)
  FROM (
    SELECT project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter,
      0 AS given, 0 AS given_ms, standing, standing_ms, NULL::bigint AS began
    FROM standing_work WHERE sample_id = ANY (touched)
    UNION ALL
    SELECT project_id, annotator_id, source = 'oracle', slot, action = 'label',
      CASE WHEN action = 'label' THEN label_class_id END, label_class_ids, round(seconds * 10)::int,
      floor(extract(epoch FROM created_at) / 900)::int, 1, coalesce(round(seconds * 1000), 0)::bigint, 0, 0, sequence
    FROM added WHERE source <> 'imported'
  ) changed
  GROUP BY project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The changes in sums, as they are added to those of before.
CREATE VIEW "summed_work_changes" AS
SELECT project_id, CASE
    WHEN grouping(annotator_id) = 0 THEN 'person' WHEN grouping(slot) = 0 THEN 'slot'
    WHEN grouping(label_class_id) = 0 THEN 'class' ELSE 'quarter' END AS summed_by,
  annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter, sum(given) AS given,
  sum(given_ms) AS given_ms, sum(standing) AS standing, sum(standing_ms) AS standing_ms, min(began) AS began
FROM work_changes WHERE annotator_id IS NOT NULL
GROUP BY GROUPING SETS (
  (project_id, is_label, tenths, annotator_id, is_oracle),
  (project_id, is_label, tenths, slot),
  (project_id, is_label, tenths, label_class_id, label_class_ids),
  (project_id, is_label, quarter))
UNION ALL
SELECT project_id, 'label', NULL, NULL, slot, NULL, label_class_id, label_class_ids, NULL, NULL, 0, 0, sum(standing), 0, NULL
FROM work_changes WHERE annotator_id IS NULL
GROUP BY project_id, slot, label_class_id, label_class_ids;
--> statement-breakpoint
-- Moves the changes into the sums, unless another does at this moment. Both parts of the statement see the same changes.
CREATE FUNCTION "fold_work"() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('fold work', 0)) THEN
    RETURN;
  END IF;
  WITH folded AS (DELETE FROM work_changes)
  INSERT INTO work_sums AS s (project_id, summed_by, key, annotator_id, is_oracle, slot, is_label, label_class_id,
    label_class_ids, tenths, quarter, given, given_ms, standing, standing_ms, began)
  SELECT project_id, summed_by,
    md5(ROW(annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter)::text)::uuid,
    annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter, given, given_ms,
    standing, standing_ms, began
  FROM summed_work_changes c
  WHERE EXISTS (SELECT FROM projects p WHERE p.id = c.project_id)
  ON CONFLICT (project_id, summed_by, key) DO UPDATE SET
    given = s.given + excluded.given, given_ms = s.given_ms + excluded.given_ms,
    standing = s.standing + excluded.standing, standing_ms = s.standing_ms + excluded.standing_ms,
    began = least(s.began, excluded.began);
END $$;
--> statement-breakpoint
INSERT INTO work_changes
SELECT project_id, annotator_id, source = 'oracle', slot, action = 'label',
  CASE WHEN action = 'label' THEN label_class_id END, label_class_ids, round(seconds * 10)::int,
  floor(extract(epoch FROM created_at) / 900)::int, 1, coalesce(round(seconds * 1000), 0)::bigint, 0, 0, sequence
FROM annotations WHERE source <> 'imported'
UNION ALL
SELECT project_id, annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids, tenths, quarter,
  0, 0, standing, standing_ms, NULL
FROM standing_work;
--> statement-breakpoint
SELECT fold_work();
--> statement-breakpoint
TRUNCATE work_changes;
