DROP INDEX "labels_agreement_idx";--> statement-breakpoint
CREATE INDEX "annotations_corrections_idx" ON "annotations" USING btree ("project_id","sequence") WHERE source = 'annotator' and (action = 'undo' or screen in ('find', 'history'));--> statement-breakpoint
CREATE INDEX "labels_agreement_idx" ON "labels" USING btree ("project_id","sequence") WHERE annotators > 1;--> statement-breakpoint
-- As 0019 made it, but that the sums by quarter tell apart who answered by themselves, and what took time: throughput is of
-- these, neither of known answers that were played, nor of corrections and words of leads, which take none.
CREATE OR REPLACE VIEW "summed_work_changes" AS
SELECT project_id, CASE
    WHEN grouping(annotator_id) = 0 THEN 'person' WHEN grouping(slot) = 0 THEN 'slot'
    WHEN grouping(label_class_id) = 0 THEN 'class' ELSE 'quarter' END AS summed_by,
  annotator_id, is_oracle, slot, is_label, label_class_id, label_class_ids,
  CASE WHEN grouping(quarter) = 0 THEN untimed ELSE tenths END AS tenths, quarter, sum(given) AS given,
  sum(given_ms) AS given_ms, sum(standing) AS standing, sum(standing_ms) AS standing_ms, min(began) AS began
FROM (SELECT *, CASE WHEN given_ms = 0 THEN 0 END AS untimed FROM work_changes WHERE annotator_id IS NOT NULL) changes
GROUP BY GROUPING SETS (
  (project_id, is_label, tenths, annotator_id, is_oracle),
  (project_id, is_label, tenths, slot),
  (project_id, is_label, tenths, label_class_id, label_class_ids),
  (project_id, is_label, is_oracle, untimed, quarter))
UNION ALL
SELECT project_id, 'label', NULL, NULL, slot, NULL, label_class_id, label_class_ids, NULL, NULL, 0, 0, sum(standing), 0, NULL
FROM work_changes WHERE annotator_id IS NULL
GROUP BY project_id, slot, label_class_id, label_class_ids;
--> statement-breakpoint
-- What was summed so far: after the changes are folded the sums are those of all annotations. Nobody annotates meanwhile.
-- What stands is not asked for by whether it took time.
LOCK TABLE annotations IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
SELECT pg_advisory_xact_lock(hashtextextended('fold work', 0));--> statement-breakpoint
SELECT fold_work();--> statement-breakpoint
DELETE FROM work_sums WHERE summed_by = 'quarter';--> statement-breakpoint
INSERT INTO work_sums (project_id, summed_by, key, is_oracle, is_label, tenths, quarter, given, given_ms, standing,
  standing_ms, began)
SELECT project_id, 'quarter',
  md5(ROW(NULL::text, is_oracle, NULL::text, is_label, NULL::uuid, NULL::uuid[], untimed, quarter)::text)::uuid,
  is_oracle, is_label, untimed, quarter, sum(given), sum(given_ms), sum(standing), sum(standing_ms), min(began)
FROM (
  SELECT project_id, source = 'oracle' AS is_oracle, action = 'label' AS is_label,
    CASE WHEN coalesce(round(seconds * 1000), 0) = 0 THEN 0 END AS untimed,
    floor(extract(epoch FROM created_at) / 900)::int AS quarter, 1 AS given,
    coalesce(round(seconds * 1000), 0)::bigint AS given_ms, 0 AS standing, 0::bigint AS standing_ms, sequence AS began
  FROM annotations WHERE source <> 'imported'
  UNION ALL
  SELECT project_id, is_oracle, is_label, 0, quarter, 0, 0, standing, standing_ms, NULL
  FROM standing_work WHERE annotator_id IS NOT NULL
) each
WHERE EXISTS (SELECT FROM projects p WHERE p.id = each.project_id)
GROUP BY project_id, is_oracle, is_label, untimed, quarter;
