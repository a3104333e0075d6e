import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
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
import { instant } from "../instant";
import { users } from "./accounts";
import { imports, labelClasses, projects } from "./projects";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Narrow on purpose: a million of these are joined, the payload only where it is shown. */
export const samples = pgTable(
  "samples",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** 0-based position in the pool, without gaps: the row of its embedding. */
    row: integer("row").notNull(),
    /** SHA-256 of the content; a pool holds a content once. */
    contentHash: bytea("content_hash").notNull(),
    importId: uuid("import_id")
      .notNull()
      .references(() => imports.id),
  },
  (t) => [
    unique("samples_row").on(t.projectId, t.row),
    unique("samples_content").on(t.projectId, t.contentHash),
  ],
);

export const samplePayloads = pgTable(
  "sample_payloads",
  {
    sampleId: bigint("sample_id", { mode: "number" })
      .primaryKey()
      .references(() => samples.id, { onDelete: "cascade" }),
    /** The importer's own `id` and `group` columns. */
    externalId: text("external_id"),
    groupKey: text("group_key"),
    text: text("text"),
    imageBlob: text("image_blob"),
    imageType: text("image_type", { enum: ["image/png", "image/jpeg", "image/webp"] }),
    width: integer("width"),
    height: integer("height"),
    /** The file's other columns, as text. */
    metadata: jsonb("metadata").$type<Record<string, string>>(),
  },
  (t) => [index("sample_payloads_image_idx").using("hash", t.imageBlob).where(sql`image_blob is not null`)],
);

/**
 * The words of a sample: of its text, its id and group in the file, and the values of its metadata. In lower case,
 * without knowledge of any language. `sample_words` keeps them for the search. `searchable_text`: migration 0021.
 */
export function wordsOf(t: Record<"externalId" | "groupKey" | "text" | "metadata", AnyPgColumn>): SQL {
  const said = sql`coalesce(${t.externalId}, '') || ' ' || coalesce(${t.groupKey}, '') || ' ' || left(coalesce(${t.text}, ''), 100000)`;
  const metadata = sql`coalesce(${t.metadata}, '{}'::jsonb)::text`;
  return sql`(to_tsvector('simple', searchable_text(${said})) || to_tsvector('simple', searchable_text(${metadata})::json))`;
}

/** The hidden truth of a simulation; shown to nobody who labels. */
export const sampleTruths = pgTable(
  "sample_truths",
  {
    sampleId: bigint("sample_id", { mode: "number" })
      .primaryKey()
      .references(() => samples.id, { onDelete: "cascade" }),
    labelClassId: uuid("label_class_id").references(() => labelClasses.id),
    /** Where a sample may have several classes: all of them, in the order of their ids. */
    labelClassIds: uuid("label_class_ids").array(),
  },
  (t) => [check("sample_truths_has_class", sql`num_nonnulls(${t.labelClassId}, ${t.labelClassIds}) = 1`)],
);

/** Where a queue entry, a lease and an annotation say why the sample was handed out. */
const provenance = () => ({
  slot: text("slot", { enum: ["query", "explore", "holdout", "imported"] }).notNull(),
  strategy: text("strategy").notNull(),
  score: real("score").notNull(),
  propensity: doublePrecision("propensity").notNull(),
  /** Null before the first model. */
  modelVersionId: uuid("model_version_id"),
  generation: integer("generation").notNull(),
});

/** What the model guessed when the sample was queued; null before the first model, and for the holdout. */
const suggestion = () => ({
  /** One class; where a sample may have several, all that it has more likely than not, the surest first; may be empty. */
  suggestedClassIds: uuid("suggested_class_ids").array(),
  /** Of each of these classes, 0..1, calibrated. */
  suggestedProbabilities: real("suggested_probabilities").array(),
  /** Other classes than the guess, on purpose (`projects.plantedShare`). */
  suggestionPlanted: boolean("suggestion_planted").notNull().default(false),
});

/** The ranked samples one round published. Rows are inserted whole, never updated. */
export const queueEntries = pgTable(
  "queue_entries",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    rank: integer("rank").notNull(),
    sampleId: bigint("sample_id", { mode: "number" })
      .notNull()
      .references(() => samples.id, { onDelete: "cascade" }),
    ...provenance(),
    ...suggestion(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.generation, t.rank] }),
    index("queue_entries_sample_idx").on(t.sampleId),
  ],
);

/**
 * Unlabeled samples that the live model believes to be of a class, the surest first: what the grid shows. Never of the
 * holdout reserve. Replaced whole by each round.
 */
export const classCandidates = pgTable(
  "class_candidates",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    labelClassId: uuid("label_class_id")
      .notNull()
      .references(() => labelClasses.id, { onDelete: "cascade" }),
    rank: integer("rank").notNull(),
    sampleId: bigint("sample_id", { mode: "number" })
      .notNull()
      .references(() => samples.id, { onDelete: "cascade" }),
    probability: real("probability").notNull(),
    modelVersionId: uuid("model_version_id").notNull(),
    generation: integer("generation").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.labelClassId, t.rank] }),
    index("class_candidates_sample_idx").on(t.sampleId),
  ],
);

/** Shares of the random arm and of the holdout, and what each slot had had when they became so. */
interface SlotBalance {
  readonly explore: number;
  readonly holdout: number;
  readonly before: Readonly<Record<"query" | "explore" | "holdout", number>>;
}

/** Which generation is live: one row a project, swapped by the publishing transaction. */
export const queues = pgTable("queues", {
  projectId: uuid("project_id")
    .primaryKey()
    .references(() => projects.id, { onDelete: "cascade" }),
  generation: integer("generation").notNull(),
  publishedAt: instant("published_at").notNull(),
  /** From where on it is counted what each slot had; null before it was told apart, when all counts. */
  slotBalance: jsonb("slot_balance").$type<SlotBalance>(),
});

/** At most one row a sample, so that two annotators cannot hold the same one. */
export const leases = pgTable(
  "leases",
  {
    sampleId: bigint("sample_id", { mode: "number" })
      .primaryKey()
      .references(() => samples.id, { onDelete: "cascade" }),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    annotatorId: text("annotator_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    ...provenance(),
    ...suggestion(),
    leasedAt: instant("leased_at").notNull(),
    /** By the database's clock. */
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("leases_holder_idx").on(t.projectId, t.annotatorId)],
);

/** What annotators did, in order; never updated, never deleted. */
export const annotations = pgTable(
  "annotations",
  {
    /** Made by the client: the idempotency key of its PUT. */
    id: uuid("id").primaryKey(),
    /** The order in which the database saw them. */
    sequence: bigint("sequence", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    sampleId: bigint("sample_id", { mode: "number" })
      .notNull()
      .references(() => samples.id),
    annotatorId: text("annotator_id")
      .notNull()
      .references(() => users.id),
    /**
     * `accept`, where a sample may have several classes: this class, whatever else; `reject`: not this class, whatever
     * else; `flag`: set aside with a note for the lead.
     */
    action: text("action", { enum: ["label", "accept", "reject", "skip", "flag", "undo"] }).notNull(),
    /** The answer, or the class that was accepted or rejected. */
    labelClassId: uuid("label_class_id").references(() => labelClasses.id),
    /** The answer where a sample may have several classes; may be empty. */
    labelClassIds: uuid("label_class_ids").array(),
    /** Why it was skipped or flagged, in the annotator's words. */
    note: text("note"),
    /** The annotation an undo takes back. */
    undoes: uuid("undoes"),
    /** Active seconds from shown to decided; null for imported known labels. */
    seconds: real("seconds"),
    /** `imported` for known labels that came with the file. */
    source: text("source", { enum: ["annotator", "imported", "oracle"] }).notNull(),
    /** Where it was decided: on its own, in a grid, among what was found, as a yes or no, in the history, or as a lead's word. */
    screen: text("screen", { enum: ["single", "grid", "find", "binary", "history", "review"] })
      .notNull()
      .default("single"),
    ...provenance(),
    ...suggestion(),
    /** Whether the annotator saw the suggestion; null when there was none. */
    suggestionShown: text("suggestion_shown", { enum: ["hidden", "after-key", "shown"] }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("annotations_project_idx").on(t.projectId, t.sequence),
    index("annotations_sample_idx").on(t.sampleId),
    // What a file or an oracle said in somebody's name may be a million rows, and is never listed as their own.
    index("annotations_annotator_idx")
      .on(t.projectId, t.annotatorId, t.sequence)
      .where(sql`source = 'annotator'`),
    index("annotations_annotator_days_idx")
      .on(t.projectId, t.annotatorId, t.createdAt)
      .where(sql`source = 'annotator'`),
    // Few, and asked for by themselves: wrong suggestions, words of leads, and holdout samples not drawn at random.
    index("annotations_planted_idx").on(t.projectId).where(sql`suggestion_planted`),
    index("annotations_review_idx").on(t.sampleId).where(sql`screen = 'review'`),
    index("annotations_chosen_holdout_idx")
      .on(t.projectId, t.sampleId)
      .where(sql`slot = 'holdout' and strategy <> 'random'`),
    // What may have changed a label of one's own, as what a search found may have been labeled before: the newest are asked for.
    index("annotations_corrections_idx")
      .on(t.projectId, t.sequence)
      .where(sql`source = 'annotator' and (action = 'undo' or screen in ('find', 'history'))`),
    uniqueIndex("annotations_undone_once").on(t.undoes),
    check(
      "annotations_answer_has_class",
      sql`case action
        when 'label' then num_nonnulls(label_class_id, label_class_ids) = 1
        when 'accept' then label_class_id is not null and label_class_ids is null
        when 'reject' then label_class_id is not null and label_class_ids is null
        else num_nonnulls(label_class_id, label_class_ids) = 0 end`,
    ),
    check("annotations_undo_has_target", sql`(action = 'undo') = (undoes is not null)`),
  ],
);
