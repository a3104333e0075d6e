ALTER TABLE "projects" ADD COLUMN "holdout_quota" real DEFAULT 0.25 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "frozen_at";
