import { sql } from "drizzle-orm";
import {
  bigint,
  doublePrecision,
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
import type { Measurement } from "@/lib/contracts/measurements";
import { instant } from "../instant";
import { users } from "./accounts";
import { encodings, projects } from "./projects";

/**
 * running → published, or running → failed, or running → abandoned (its worker died; the job runs again
 * as a new round). Publishing demands `running`, so the late result of a frozen worker changes nothing.
 */
export const rounds = pgTable(
  "rounds",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    state: text("state", { enum: ["running", "published", "failed", "abandoned"] }).notNull(),
    /** Why it ran: a `RoundCause` of lib/jobs/jobs.ts. */
    cause: text("cause").notNull(),
    workerId: text("worker_id").notNull(),
    /** The highest annotation sequence it saw; later ones ask for another round. */
    seenSequence: bigint("seen_sequence", { mode: "number" }).notNull().default(0),
    /** When the label that caused it was acknowledged; null when no label did. */
    causedAt: instant("caused_at"),
    startedAt: instant("started_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
    /** Milliseconds by stage. */
    stages: jsonb("stages").$type<Record<string, number>>(),
    generation: integer("generation"),
    error: text("error"),
  },
  (t) => [
    unique("rounds_number").on(t.projectId, t.number),
    uniqueIndex("rounds_one_running").on(t.projectId).where(sql`state = 'running'`),
    index("rounds_project_idx").on(t.projectId, t.startedAt),
  ],
);

/** A model that was published. */
export const modelVersions = pgTable(
  "model_versions",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    roundId: uuid("round_id")
      .notNull()
      .references(() => rounds.id, { onDelete: "cascade" }),
    encodingId: uuid("encoding_id")
      .notNull()
      .references(() => encodings.id),
    number: integer("number").notNull(),
    learner: text("learner").notNull(),
    strategy: text("strategy").notNull(),
    /** Label class ids in the order of the model's outputs. */
    labelClassIds: uuid("label_class_ids").array().notNull(),
    trainingLabels: integer("training_labels").notNull(),
    /** Labels spent when it was trained, every slot counted: where it stands on the learning curve. */
    labelsSpent: integer("labels_spent").notNull(),
    temperature: real("temperature").notNull(),
    /** What the learner chose and why: `{ l2, crossValidationLogLoss }`. */
    chosen: jsonb("chosen").$type<Record<string, number | string>>().notNull(),
    /** The model itself, as `lib/rounds/model-blob.ts` packs it; null for those of before that layout. */
    modelBlob: text("model_blob"),
    /** What it predicts for the holdout, also of rows that are not labeled yet: it can be evaluated again by this alone. */
    holdoutPredictionsBlob: text("holdout_predictions_blob"),
    /** Class, probability and acquisition score of every row of the pool; only the newest models keep theirs. */
    poolSummaryBlob: text("pool_summary_blob"),
    /** Active seconds of labeling spent when it was trained; null for those from before it was counted. */
    activeSeconds: doublePrecision("active_seconds"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("model_versions_number").on(t.projectId, t.number),
    index("model_versions_round_idx").on(t.roundId),
    // A curve is some of its models, evenly by labels: the others are not read.
    index("model_versions_spent_idx").on(t.projectId, t.labelsSpent, t.number),
  ],
);

/**
 * One point of the learning curve: a model on the holdout. Later rounds evaluate recent models again on the
 * holdout labels given since, so that their points are known equally well and compared on the same samples.
 */
export const evaluations = pgTable(
  "evaluations",
  {
    modelVersionId: uuid("model_version_id")
      .primaryKey()
      .references(() => modelVersions.id, { onDelete: "cascade" }),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    holdoutCount: integer("holdout_count").notNull(),
    correct: integer("correct").notNull(),
    accuracy: real("accuracy").notNull(),
    /** 95 % Wilson interval. */
    low: real("low").notNull(),
    high: real("high").notNull(),
    macroF1: real("macro_f1").notNull(),
    logLoss: real("log_loss").notNull(),
    /** Null for evaluations from before it was measured. */
    calibrationError: real("calibration_error"),
  },
  (t) => [index("evaluations_project_idx").on(t.projectId)],
);

/**
 * What is found out about a project between rounds, in the background: where the curve goes on and what the model is wrong
 * about (`outlook`), and what random labeling reaches (`random`). The newest of each.
 */
export const measurements = pgTable(
  "measurements",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["outlook", "active", "random"] }).notNull(),
    modelVersionId: uuid("model_version_id")
      .notNull()
      .references(() => modelVersions.id, { onDelete: "cascade" }),
    labelsSpent: integer("labels_spent").notNull(),
    result: jsonb("result").$type<Measurement>().notNull(),
    seconds: real("seconds").notNull(),
    measuredAt: instant("measured_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.kind] })],
);

/** Strategies tried on labels that are known already. */
export const simulations = pgTable(
  "simulations",
  {
    id: uuid("id").primaryKey(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    state: text("state", { enum: ["waiting", "running", "done", "failed", "cancelled"] }).notNull(),
    /** A `SimulationRequest` of lib/contracts/simulations.ts. */
    request: jsonb("request").$type<unknown>().notNull(),
    /** Finished share, 0..1. */
    progress: real("progress").notNull().default(0),
    /** Curves and comparison, a `SimulationReport`; null until it is done. */
    report: jsonb("report").$type<unknown>(),
    /** The report as a page of its own. */
    reportBlob: text("report_blob"),
    error: text("error"),
    createdBy: text("created_by").references(() => users.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("simulations_project_idx").on(t.projectId, t.createdAt)],
);
