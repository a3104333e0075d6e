ALTER TABLE "flag_dismissals" DROP CONSTRAINT "flag_dismissals_pkey";--> statement-breakpoint
ALTER TABLE "flag_dismissals" ADD COLUMN "label_annotation_id" uuid;--> statement-breakpoint
CREATE INDEX "flag_dismissals_label_idx" ON "flag_dismissals" USING btree ("label_annotation_id");--> statement-breakpoint
ALTER TABLE "flag_dismissals" ADD CONSTRAINT "flag_dismissals_once" UNIQUE NULLS NOT DISTINCT("annotation_id","label_annotation_id");--> statement-breakpoint
-- Until now it was asked who is a lead today. What they dealt with so far is kept, before anybody leaves or is promoted.
INSERT INTO flag_dismissals (annotation_id, label_annotation_id, dismissed_by, dismissed_at)
SELECT f.id, l.annotation_id, l.annotator_id, l.created_at
FROM annotations f
JOIN current_annotations l ON l.sample_id = f.sample_id AND l.sequence > f.sequence
JOIN users u ON u.id = l.annotator_id
LEFT JOIN memberships m ON m.project_id = l.project_id AND m.user_id = l.annotator_id
WHERE f.action = 'flag' AND l.action = 'label' AND l.screen IN ('find', 'review')
  AND (m.role = 'lead' OR u.server_role = 'owner')
  AND NOT EXISTS (SELECT FROM annotations taken_back WHERE taken_back.undoes = f.id);
