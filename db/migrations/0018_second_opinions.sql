CREATE TABLE "second_opinions" (
	"project_id" uuid NOT NULL,
	"sample_id" bigint PRIMARY KEY NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "second_opinions_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1)
);
--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "second_opinion_share" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "second_opinions" ADD CONSTRAINT "second_opinions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_opinions" ADD CONSTRAINT "second_opinions_sample_id_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."samples"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "second_opinions_project_idx" ON "second_opinions" USING btree ("project_id","position");--> statement-breakpoint
CREATE INDEX "labels_agreement_idx" ON "labels" USING btree ("project_id") WHERE annotators > 1;