import { pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../instant";
import { users } from "./accounts";
import { annotations } from "./labeling";

/** Flags that a lead has looked at: they are shown no more. */
export const flagDismissals = pgTable("flag_dismissals", {
  annotationId: uuid("annotation_id")
    .primaryKey()
    .references(() => annotations.id, { onDelete: "cascade" }),
  dismissedBy: text("dismissed_by")
    .notNull()
    .references(() => users.id),
  dismissedAt: instant("dismissed_at").notNull().defaultNow(),
});
