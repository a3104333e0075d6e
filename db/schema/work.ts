import { bigint, boolean, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { projects } from "./projects";

/**
 * All answers of a project in sums, so that nobody goes through a million of them to tell what they took and what they
 * came to. Both tables are derived and nothing else writes there: the trigger on `annotations` (migration 0019) adds
 * what a statement changed to `work_changes`, in its transaction, and never waits for anybody; a worker moves changes
 * into `work_sums` (`fold_work`). The sum over both is exact at every instant, as a change is in one of them at a time.
 */
const sums = () => ({
  annotatorId: text("annotator_id"),
  isOracle: boolean("is_oracle"),
  slot: text("slot", { enum: ["query", "explore", "holdout", "imported"] }),
  isLabel: boolean("is_label"),
  /** Of labels. */
  labelClassId: uuid("label_class_id"),
  labelClassIds: uuid("label_class_ids").array(),
  /** Tenths of a second that each took; null where it is not known. In the sums by quarter 0 of what took none, or else null. */
  tenths: integer("tenths"),
  /**
   * Quarters of an hour since 1970: in whatever time zone, a day begins with one. Null in the sums of what is not asked
   * for by days.
   */
  quarter: integer("quarter"),
  /** Answers that were given, also those that do not stand; what an import brought is none. */
  given: integer("given").notNull(),
  givenMs: bigint("given_ms", { mode: "number" }).notNull(),
  /** What stands, as in `current_annotations`; of the labels of samples, as in `labels`. May be below 0 in a change. */
  standing: integer("standing").notNull(),
  standingMs: bigint("standing_ms", { mode: "number" }).notNull(),
  /** The sequence of the first that was given. */
  began: bigint("began", { mode: "number" }),
});

/** What the newest statements changed; labels of samples are the rows without an annotator. */
export const workChanges = pgTable("work_changes", { projectId: uuid("project_id").notNull(), ...sums() });

/** The same summed up in five ways, each of which needs a part of the columns; the others are null there. */
export const workSums = pgTable(
  "work_sums",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    /** `label`: the labels of samples, by slot and class; the others are of what each annotator says. */
    summedBy: text("summed_by", { enum: ["person", "slot", "class", "quarter", "label"] }).notNull(),
    /** A hash of the columns that are summed by: a set of many classes is too long for an index. */
    key: uuid("key").notNull(),
    ...sums(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.summedBy, t.key] })],
);
