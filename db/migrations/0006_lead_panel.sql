CREATE TABLE "flag_dismissals" (
	"annotation_id" uuid PRIMARY KEY NOT NULL,
	"dismissed_by" text NOT NULL,
	"dismissed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requested_samples" (
	"project_id" uuid NOT NULL,
	"sample_id" bigint NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "requested_samples_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "requested_samples_project_id_sample_id_pk" PRIMARY KEY("project_id","sample_id")
);
--> statement-breakpoint
CREATE TABLE "measurements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"model_version_id" uuid NOT NULL,
	"labels_spent" integer NOT NULL,
	"result" jsonb NOT NULL,
	"seconds" real NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "simulations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"state" text NOT NULL,
	"request" jsonb NOT NULL,
	"progress" real DEFAULT 0 NOT NULL,
	"report" jsonb,
	"report_blob" text,
	"error" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "encodings" ADD COLUMN "layout_blob" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "paused_by" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "frozen_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "pinned_model_version_id" uuid;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "target_metric" text DEFAULT 'accuracy' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "target" real;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "holdout_width" real;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "holdout_sampling" text DEFAULT 'uniform' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "hourly_rate" real;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "currency" text DEFAULT 'USD' NOT NULL;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "macro_f1_low" real;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "macro_f1_high" real;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "log_loss_low" real;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "log_loss_high" real;--> statement-breakpoint
ALTER TABLE "evaluations" ADD COLUMN "active_testing" jsonb;--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "pool_summary_blob" text;--> statement-breakpoint
ALTER TABLE "model_versions" ADD COLUMN "active_seconds" double precision;--> statement-breakpoint
ALTER TABLE "flag_dismissals" ADD CONSTRAINT "flag_dismissals_annotation_id_annotations_id_fk" FOREIGN KEY ("annotation_id") REFERENCES "public"."annotations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flag_dismissals" ADD CONSTRAINT "flag_dismissals_dismissed_by_users_id_fk" FOREIGN KEY ("dismissed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requested_samples" ADD CONSTRAINT "requested_samples_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requested_samples" ADD CONSTRAINT "requested_samples_sample_id_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."samples"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requested_samples" ADD CONSTRAINT "requested_samples_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_model_version_id_model_versions_id_fk" FOREIGN KEY ("model_version_id") REFERENCES "public"."model_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulations" ADD CONSTRAINT "simulations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulations" ADD CONSTRAINT "simulations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "requested_samples_order_idx" ON "requested_samples" USING btree ("project_id","position");--> statement-breakpoint
CREATE INDEX "measurements_project_idx" ON "measurements" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "simulations_project_idx" ON "simulations" USING btree ("project_id","created_at");