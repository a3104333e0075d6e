import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "../instant";
import { users } from "./accounts";

export const projects = pgTable("projects", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  modality: text("modality", { enum: ["text", "image"] }).notNull(),
  /** One class a sample, or any set of classes. */
  task: text("task", { enum: ["single", "multi"] })
    .notNull()
    .default("single"),
  guidelines: text("guidelines").notNull().default(""),
  /** When what annotators are to follow changed last: the guidelines, a definition, an example. */
  guidelinesChangedAt: instant("guidelines_changed_at"),
  /** Whether annotators see the model's guess: never, once their first key is down, or from the beginning. */
  suggestions: text("suggestions", { enum: ["hidden", "after-key", "shown"] })
    .notNull()
    .default("hidden"),
  /** Share (0..1) of suggestions that are wrong on purpose, to measure how often people follow a wrong one. */
  plantedShare: real("planted_share").notNull().default(0),
  /** Share (0..1) of labeled samples that a second person is asked about, without knowing, to measure agreement. */
  secondOpinionShare: real("second_opinion_share").notNull().default(0),
  /** Share (0..1) of what is handed out that is gold: samples whose answer a lead has given, to measure people by. */
  goldShare: real("gold_share").notNull().default(0),
  /** Whether a skip asks for its reason. */
  skipAsksReason: boolean("skip_asks_reason").notNull().default(false),
  /** While set, no samples are handed out; what was handed out may be answered. */
  pausedAt: instant("paused_at"),
  /** Who paused it: the lead, or the budget that was spent. */
  pausedBy: text("paused_by", { enum: ["lead", "budget"] }),
  /** While set, no round trains: this model ranks the pool. Null: each round trains a new one. */
  pinnedModelVersionId: uuid("pinned_model_version_id"),
  learner: text("learner").notNull().default("auto"),
  strategy: text("strategy").notNull().default("auto"),
  /** Annotations the lead is willing to spend; null = no limit set. */
  budget: integer("budget"),
  /** A round starts after this many new labels, or a few seconds after the last one. */
  labelsPerRound: integer("labels_per_round").notNull().default(5),
  /** Share (0..1) of the queue that is the random arm. */
  exploreShare: real("explore_share").notNull().default(0.1),
  /**
   * Share (0..1) of the pool's rows that are kept for the holdout. Never changed: rows that a strategy could choose are
   * no random draw any more.
   */
  holdoutShare: real("holdout_share").notNull().default(0.25),
  /** Share (0..1) of the queue that is of the holdout, until its interval is as narrow as asked (`holdoutWidth`). */
  holdoutQuota: real("holdout_quota").notNull().default(0.25),
  /** What is to be reached on the holdout: a score of `targetMetric` (shares 0..1, log loss in nats); null = none set. */
  targetMetric: text("target_metric", { enum: ["accuracy", "macroF1", "logLoss"] })
    .notNull()
    .default("accuracy"),
  target: real("target"),
  /** Width of the 95 % interval of the accuracy (0..1) at which the holdout stops growing; null = it never does. */
  holdoutWidth: real("holdout_width"),
  /** How the next samples of the holdout are drawn: at random, or those likelier that the model may get wrong. */
  holdoutSampling: text("holdout_sampling", { enum: ["uniform", "active"] })
    .notNull()
    .default("uniform"),
  /** Rows of the pool when active testing was first asked for: it draws from these; null = it never was. */
  activeTestingRows: integer("active_testing_rows"),
  /** What an hour of labeling costs, in `currency` (ISO 4217); null = nobody said. */
  hourlyRate: real("hourly_rate"),
  currency: text("currency").notNull().default("USD"),
  /** Decides holdout membership and every random choice of the project's rounds. */
  seed: integer("seed").notNull(),
  /** The credit line of sample data, shown wherever its samples are. */
  credit: text("credit"),
  createdAt: instant("created_at").notNull().defaultNow(),
  /** While set, nobody but who may restore it is told that it is there; a worker purges it when the time is over. */
  deletedAt: instant("deleted_at"),
  deletedBy: text("deleted_by").references(() => users.id, { onDelete: "set null" }),
});

export const memberships = pgTable(
  "memberships",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text("role", { enum: ["lead", "annotator", "engineer"] }).notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.userId] }), index("memberships_user_id_idx").on(t.userId)],
);

/** A link by which somebody joins a project; only the token's hash is stored. Many may use one until it ends. */
export const invitations = pgTable(
  "invitations",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    tokenHash: text("token_hash").notNull().unique(),
    role: text("role", { enum: ["lead", "annotator", "engineer"] }).notNull(),
    createdBy: text("created_by")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    /** How many joined by it. */
    uses: integer("uses").notNull().default(0),
  },
  (t) => [index("invitations_project_idx").on(t.projectId)],
);

/** Archived, never deleted: annotations keep pointing at them. */
export const labelClasses = pgTable(
  "label_classes",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** What it means, for annotators. */
    description: text("description").notNull().default(""),
    /** Samples in words that belong to it. */
    examples: text("examples").array().notNull().default(sql`'{}'`),
    /** 0-based and never reused, so that a key stays where it was. */
    position: integer("position").notNull(),
    archivedAt: instant("archived_at"),
  },
  (t) => [
    unique("label_classes_name").on(t.projectId, t.name),
    unique("label_classes_position").on(t.projectId, t.position),
  ],
);

/** One file on its way into a pool. The samples appear whole, when `state` becomes `done`, or not at all. */
export const imports = pgTable(
  "imports",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    fileName: text("file_name").notNull(),
    format: text("format", { enum: ["csv", "jsonl", "zip", "folder"] }).notNull(),
    /** What becomes of a `label` column or of class folders. */
    labelUse: text("label_use", { enum: ["known", "truth", "ignore"] }).notNull(),
    state: text("state", { enum: ["waiting", "running", "done", "failed"] }).notNull(),
    /** Where the received file lies: a path inside the data directory's `uploads/`, or a folder the operator named. */
    sourcePath: text("source_path").notNull(),
    bytesTotal: bigint("bytes_total", { mode: "number" }).notNull().default(0),
    bytesRead: bigint("bytes_read", { mode: "number" }).notNull().default(0),
    accepted: integer("accepted").notNull().default(0),
    duplicates: integer("duplicates").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    /** Set when the whole import failed: what happened, why, what next. */
    error: text("error"),
    createdBy: text("created_by").references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("imports_project_idx").on(t.projectId, t.createdAt)],
);

/** Every line or file that an import refused or merged, and why. */
export const importRefusals = pgTable(
  "import_refusals",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id, { onDelete: "cascade" }),
    position: integer("position").notNull(),
    /** `line 17` or `cats/3.png`. */
    place: text("place").notNull(),
    reason: text("reason").notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.position] })],
);

/** A worker process. Dead ones (no heartbeat for 20 s) lose their jobs to the others. */
export const workers = pgTable("workers", {
  id: text("id").primaryKey(),
  startedAt: instant("started_at").notNull().defaultNow(),
  heartbeatAt: instant("heartbeat_at").notNull().defaultNow(),
  /** The names under which the job queue locks jobs for this worker. */
  lockNames: text("lock_names").array().notNull(),
  /** The kind of the job it works on; null = waiting for work. */
  activity: text("activity"),
  projectId: uuid("project_id").references(() => projects.id, { onDelete: "set null" }),
  activitySince: instant("activity_since"),
});

/** How a project's job of a kind failed last; it stays until one of that kind succeeds (`lib/jobs/job-failures.ts`). */
export const jobFailures = pgTable(
  "job_failures",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    message: text("message").notNull(),
    failedAt: instant("failed_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.kind] })],
);

/**
 * The embeddings of rows 0..rowCount-1. One that follows a small import reuses the encoder and the shards of the
 * one before it; after a large import the encoder is fitted anew.
 */
export const encodings = pgTable(
  "encodings",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    encoder: text("encoder").notNull(),
    /** Why this encoder: a sentence, and what it says as figures, which encodings of older releases lack. */
    chosenBecause: text("chosen_because"),
    chosenBy: jsonb("chosen_by").$type<Readonly<Record<string, number | string>>>(),
    /** Training labels when encoders were compared last, or when that was asked for; 0 = never. */
    comparedAtLabels: integer("compared_at_labels").notNull().default(0),
    state: text("state", { enum: ["running", "done", "failed"] }).notNull(),
    /**
     * Finished share, 0..1, and what is being done: `read-texts`, or `tfidf-svd: read-texts` where encoders are compared;
     * pages have the words.
     */
    progress: real("progress").notNull().default(0),
    doing: text("doing").notNull().default(""),
    rowCount: integer("row_count").notNull(),
    /** Rows the pool had when its encoder was fitted; fewer than `rowCount` when rows were appended. */
    fittedRows: integer("fitted_rows").notNull(),
    dimensions: integer("dimensions"),
    encoderBlob: text("encoder_blob"),
    /** Blob keys of the shards, float32 rows in row order, `lib/encodings/shards.ts` says how they are cut. */
    shardBlobs: text("shard_blobs").array(),
    /** The same of the term weights; null where the encoder has none. */
    sparseShardBlobs: text("sparse_shard_blobs").array(),
    /** The neighbour graph, which is built after the embeddings were published. */
    graphBlob: text("graph_blob"),
    /** Places of the rows on the map (float32, n × 2), which are found after the graph. */
    layoutBlob: text("layout_blob"),
    error: text("error"),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("encodings_project_idx").on(t.projectId, t.startedAt),
    uniqueIndex("encodings_one_running").on(t.projectId).where(sql`state = 'running'`),
    check("encodings_whole", sql`state <> 'done' or (encoder_blob is not null and shard_blobs is not null)`),
  ],
);
