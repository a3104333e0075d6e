ALTER TABLE "projects" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "deleted_by" text;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_deleted_by_users_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "class_candidates_sample_idx" ON "class_candidates" USING btree ("sample_id");--> statement-breakpoint
CREATE INDEX "queue_entries_sample_idx" ON "queue_entries" USING btree ("sample_id");--> statement-breakpoint
CREATE INDEX "requested_samples_sample_idx" ON "requested_samples" USING btree ("sample_id");--> statement-breakpoint
CREATE INDEX "sample_payloads_image_idx" ON "sample_payloads" USING hash ("image_blob") WHERE image_blob is not null;