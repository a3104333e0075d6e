DROP TABLE "measurements" CASCADE;--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "macro_f1_low";--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "macro_f1_high";--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "log_loss_low";--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "log_loss_high";--> statement-breakpoint
ALTER TABLE "evaluations" DROP COLUMN "active_testing";--> statement-breakpoint
CREATE TABLE "measurements" (
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"model_version_id" uuid NOT NULL,
	"labels_spent" integer NOT NULL,
	"result" jsonb NOT NULL,
	"seconds" real NOT NULL,
	"measured_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "measurements_project_id_kind_pk" PRIMARY KEY("project_id","kind")
);
--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_model_version_id_model_versions_id_fk" FOREIGN KEY ("model_version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;