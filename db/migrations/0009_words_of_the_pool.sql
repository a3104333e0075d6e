CREATE TABLE "sample_words" (
	"project_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"words" "tsvector" NOT NULL,
	"keys" integer[] NOT NULL,
	CONSTRAINT "sample_words_project_id_row_pk" PRIMARY KEY("project_id","row")
);
--> statement-breakpoint
DROP INDEX "sample_payloads_words_idx";--> statement-breakpoint
ALTER TABLE "sample_words" ADD CONSTRAINT "sample_words_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sample_words_search_idx" ON "sample_words" USING gin ("words","keys");