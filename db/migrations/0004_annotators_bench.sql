CREATE TABLE "user_settings" (
	"user_id" text PRIMARY KEY NOT NULL,
	"settings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "class_candidates" (
	"project_id" uuid NOT NULL,
	"label_class_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"sample_id" bigint NOT NULL,
	"probability" real NOT NULL,
	"model_version_id" uuid NOT NULL,
	"generation" integer NOT NULL,
	CONSTRAINT "class_candidates_project_id_label_class_id_rank_pk" PRIMARY KEY("project_id","label_class_id","rank")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"project_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"role" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"uses" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "annotations" DROP CONSTRAINT "annotations_label_has_class";--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "label_class_ids" uuid[];--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "screen" text DEFAULT 'single' NOT NULL;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "suggested_class_id" uuid;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "suggested_probability" real;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "suggestion_planted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "annotations" ADD COLUMN "suggestion_shown" text;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "suggested_class_id" uuid;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "suggested_probability" real;--> statement-breakpoint
ALTER TABLE "leases" ADD COLUMN "suggestion_planted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD COLUMN "suggested_class_id" uuid;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD COLUMN "suggested_probability" real;--> statement-breakpoint
ALTER TABLE "queue_entries" ADD COLUMN "suggestion_planted" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "label_classes" ADD COLUMN "examples" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "task" text DEFAULT 'single' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "guidelines_changed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "suggestions" text DEFAULT 'hidden' NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "planted_share" real DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "skip_asks_reason" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_candidates" ADD CONSTRAINT "class_candidates_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_candidates" ADD CONSTRAINT "class_candidates_label_class_id_label_classes_id_fk" FOREIGN KEY ("label_class_id") REFERENCES "public"."label_classes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_candidates" ADD CONSTRAINT "class_candidates_sample_id_samples_id_fk" FOREIGN KEY ("sample_id") REFERENCES "public"."samples"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_project_idx" ON "invitations" USING btree ("project_id");--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_answer_has_class" CHECK (case action
        when 'label' then num_nonnulls(label_class_id, label_class_ids) = 1
        when 'reject' then label_class_id is not null and label_class_ids is null
        else num_nonnulls(label_class_id, label_class_ids) = 0 end);