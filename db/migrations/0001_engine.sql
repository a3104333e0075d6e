ALTER TABLE "encodings" ADD COLUMN "chosen_because" text;--> statement-breakpoint
ALTER TABLE "encodings" ADD COLUMN "fitted_rows" integer;--> statement-breakpoint
UPDATE "encodings" SET "fitted_rows" = "row_count";--> statement-breakpoint
ALTER TABLE "encodings" ALTER COLUMN "fitted_rows" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "encodings" ADD COLUMN "sparse_shard_blobs" text[];--> statement-breakpoint
ALTER TABLE "encodings" ADD COLUMN "graph_blob" text;--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "model_blob" text;--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "holdout_predictions_blob" text;--> statement-breakpoint
ALTER TABLE "model_versions" DROP COLUMN "parameters_blob";