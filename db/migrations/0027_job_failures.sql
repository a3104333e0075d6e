CREATE TABLE "job_failures" (
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"message" text NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_failures_project_id_kind_pk" PRIMARY KEY("project_id","kind")
);
--> statement-breakpoint
ALTER TABLE "job_failures" ADD CONSTRAINT "job_failures_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Of queries that failed all was kept, parameters included, which may be anybody's texts.
UPDATE "rounds" SET "error" = regexp_replace("error", 'Failed query: .*', 'The database refused a query.') WHERE "error" LIKE '%Failed query: %';--> statement-breakpoint
UPDATE "encodings" SET "error" = regexp_replace("error", 'Failed query: .*', 'The database refused a query.') WHERE "error" LIKE '%Failed query: %';--> statement-breakpoint
UPDATE "imports" SET "error" = regexp_replace("error", 'Failed query: .*', 'The database refused a query.') WHERE "error" LIKE '%Failed query: %';--> statement-breakpoint
UPDATE "simulations" SET "error" = regexp_replace("error", 'Failed query: .*', 'The database refused a query.') WHERE "error" LIKE '%Failed query: %';
