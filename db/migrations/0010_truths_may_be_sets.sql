ALTER TABLE "sample_truths" ALTER COLUMN "label_class_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sample_truths" ADD COLUMN "label_class_ids" uuid[];--> statement-breakpoint
ALTER TABLE "sample_truths" ADD CONSTRAINT "sample_truths_has_class" CHECK (num_nonnulls("sample_truths"."label_class_id", "sample_truths"."label_class_ids") = 1);