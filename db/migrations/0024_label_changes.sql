DROP INDEX "labels_agreement_idx";--> statement-breakpoint
CREATE INDEX "annotations_corrections_idx" ON "annotations" USING btree ("project_id","sequence") WHERE source = 'annotator' and (action = 'undo' or screen in ('find', 'history'));--> statement-breakpoint
CREATE INDEX "labels_agreement_idx" ON "labels" USING btree ("project_id","sequence") WHERE annotators > 1;