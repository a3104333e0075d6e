ALTER TABLE "annotations" RENAME COLUMN "suggested_class_id" TO "suggested_class_ids";--> statement-breakpoint
ALTER TABLE "annotations" RENAME COLUMN "suggested_probability" TO "suggested_probabilities";--> statement-breakpoint
ALTER TABLE "annotations"
  ALTER COLUMN "suggested_class_ids" TYPE uuid[] USING CASE WHEN "suggested_class_ids" IS NOT NULL THEN ARRAY["suggested_class_ids"] END,
  ALTER COLUMN "suggested_probabilities" TYPE real[] USING CASE WHEN "suggested_probabilities" IS NOT NULL THEN ARRAY["suggested_probabilities"] END;--> statement-breakpoint
ALTER TABLE "leases" RENAME COLUMN "suggested_class_id" TO "suggested_class_ids";--> statement-breakpoint
ALTER TABLE "leases" RENAME COLUMN "suggested_probability" TO "suggested_probabilities";--> statement-breakpoint
ALTER TABLE "leases"
  ALTER COLUMN "suggested_class_ids" TYPE uuid[] USING CASE WHEN "suggested_class_ids" IS NOT NULL THEN ARRAY["suggested_class_ids"] END,
  ALTER COLUMN "suggested_probabilities" TYPE real[] USING CASE WHEN "suggested_probabilities" IS NOT NULL THEN ARRAY["suggested_probabilities"] END;--> statement-breakpoint
ALTER TABLE "queue_entries" RENAME COLUMN "suggested_class_id" TO "suggested_class_ids";--> statement-breakpoint
ALTER TABLE "queue_entries" RENAME COLUMN "suggested_probability" TO "suggested_probabilities";--> statement-breakpoint
ALTER TABLE "queue_entries"
  ALTER COLUMN "suggested_class_ids" TYPE uuid[] USING CASE WHEN "suggested_class_ids" IS NOT NULL THEN ARRAY["suggested_class_ids"] END,
  ALTER COLUMN "suggested_probabilities" TYPE real[] USING CASE WHEN "suggested_probabilities" IS NOT NULL THEN ARRAY["suggested_probabilities"] END;
