import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, real, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../instant";
import { samples } from "./labeling";

/**
 * What the annotations come to. Both tables are derived: a trigger on `annotations` (migrations 0007, 0014 and 0022) brings the samples
 * that a statement touched up to date in its transaction, and nothing else writes here. Each row follows from the
 * annotations of its own sample, so nobody who labels waits for anybody at another sample; only an import holds all
 * samples that it labels until it is done.
 */
const sampleId = () =>
  bigint("sample_id", { mode: "number" })
    .notNull()
    .references(() => samples.id, { onDelete: "cascade" });

/**
 * What each annotator says now about each sample: the latest label, skip or flag that no undo took back. An
 * accepted or rejected class is none of these: it leaves the sample open.
 */
export const currentAnnotations = pgTable(
  "current_annotations",
  {
    sampleId: sampleId(),
    annotatorId: text("annotator_id").notNull(),
    projectId: uuid("project_id").notNull(),
    annotationId: uuid("annotation_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    action: text("action", { enum: ["label", "skip", "flag"] }).notNull(),
    labelClassId: uuid("label_class_id"),
    labelClassIds: uuid("label_class_ids").array(),
    seconds: real("seconds"),
    source: text("source", { enum: ["annotator", "imported", "oracle"] }).notNull(),
    screen: text("screen", { enum: ["single", "grid", "find", "binary", "history", "review"] }).notNull(),
    slot: text("slot", { enum: ["query", "explore", "holdout", "imported"] }).notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.sampleId, t.annotatorId] }),
    index("current_annotations_annotator_idx")
      .on(t.projectId, t.annotatorId, t.action, t.createdAt)
      .where(sql`source = 'annotator'`),
    index("current_annotations_project_idx").on(t.projectId),
    // Few of a million: who looks for them must not go through all the labels.
    index("current_annotations_passed_idx").on(t.projectId).where(sql`action <> 'label'`),
    // Few, too: the words of leads, which make their samples gold.
    index("current_annotations_review_idx").on(t.projectId).where(sql`screen = 'review'`),
  ],
);

/**
 * The label of each labeled sample: what a lead says of it in a review (`screen`), the newest such word where there are
 * several; without one the class most annotators say now, of equally many, the one said last. Samples that are only skipped
 * or flagged have no row.
 *
 * Where a sample may have several classes, `labelClassId` is null and `labelClassIds` holds, in the order of ids, each
 * class that more than half of its annotators say now; of exactly half, the newest set decides; or the set of a lead's word.
 */
export const labels = pgTable(
  "labels",
  {
    sampleId: sampleId().primaryKey(),
    projectId: uuid("project_id").notNull(),
    labelClassId: uuid("label_class_id"),
    labelClassIds: uuid("label_class_ids").array(),
    /**
     * `holdout` as soon as one of the labels was given there, so that such a sample is never trained on; otherwise the
     * slot of the newest label for the winning class, or of the lead's word.
     */
    slot: text("slot", { enum: ["query", "explore", "holdout", "imported"] }).notNull(),
    /** Of the newest label for the winning class, or of the lead's word. */
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    /** How many annotators say the winning class; of a set, all who gave one. */
    votes: integer("votes").notNull(),
    annotators: integer("annotators").notNull(),
  },
  (t) => [
    index("labels_project_idx").on(t.projectId, t.slot, t.labelClassId),
    // Few of a million: agreement is asked of these alone.
    index("labels_agreement_idx").on(t.projectId, t.sequence).where(sql`annotators > 1`),
  ],
);
