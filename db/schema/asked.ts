import { bigint, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../instant";
import { users } from "./accounts";
import { samples } from "./labeling";
import { projects } from "./projects";

/** Labeled samples that a second person is to label, without knowing: handed out between those of the queue, the oldest first. */
export const secondOpinions = pgTable(
  "second_opinions",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    sampleId: bigint("sample_id", { mode: "number" })
      .primaryKey()
      .references(() => samples.id, { onDelete: "cascade" }),
    position: bigint("position", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
  },
  (t) => [index("second_opinions_project_idx").on(t.projectId, t.position)],
);

/** Samples that a lead wants labeled next: handed out before the queue, in this order, to whoever comes. */
export const requestedSamples = pgTable(
  "requested_samples",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    sampleId: bigint("sample_id", { mode: "number" })
      .notNull()
      .references(() => samples.id, { onDelete: "cascade" }),
    position: bigint("position", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    requestedBy: text("requested_by")
      .notNull()
      .references(() => users.id),
    requestedAt: instant("requested_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.sampleId] }),
    index("requested_samples_order_idx").on(t.projectId, t.position),
    index("requested_samples_sample_idx").on(t.sampleId),
  ],
);
