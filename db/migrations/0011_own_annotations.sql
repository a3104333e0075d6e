DROP INDEX "annotations_annotator_idx";--> statement-breakpoint
DROP INDEX "annotations_annotator_days_idx";--> statement-breakpoint
DROP INDEX "current_annotations_annotator_idx";--> statement-breakpoint
CREATE INDEX "current_annotations_project_idx" ON "current_annotations" USING btree ("project_id");--> statement-breakpoint
CREATE INDEX "annotations_annotator_idx" ON "annotations" USING btree ("project_id","annotator_id","sequence") WHERE source = 'annotator';--> statement-breakpoint
CREATE INDEX "annotations_annotator_days_idx" ON "annotations" USING btree ("project_id","annotator_id","created_at") WHERE source = 'annotator';--> statement-breakpoint
CREATE INDEX "current_annotations_annotator_idx" ON "current_annotations" USING btree ("project_id","annotator_id","action","created_at") WHERE source = 'annotator';