import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "../instant";
import { users } from "./accounts";
import { annotations } from "./labeling";

/**
 * Flags that a lead dealt with: they are shown no more. Whether it was a lead is a fact of that moment and stays one, whatever
 * becomes of them. A flag that several dealt with, or one several times, has a row of each, so that an undo takes back its own.
 */
export const flagDismissals = pgTable(
  "flag_dismissals",
  {
    annotationId: uuid("annotation_id")
      .notNull()
      .references(() => annotations.id, { onDelete: "cascade" }),
    /** The label that the lead gave the sample after opening it; null where they dismissed the flag on the list. */
    labelAnnotationId: uuid("label_annotation_id"),
    dismissedBy: text("dismissed_by")
      .notNull()
      .references(() => users.id),
    dismissedAt: instant("dismissed_at").notNull().defaultNow(),
  },
  (t) => [
    unique("flag_dismissals_once").on(t.annotationId, t.labelAnnotationId).nullsNotDistinct(),
    index("flag_dismissals_label_idx").on(t.labelAnnotationId),
  ],
);
