import { customType, index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { projects } from "./projects";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * The words of the pool, for its search. Rows are added in order by a job of its own after the import, so that the
 * rows of a project that are here are the first ones of its pool.
 */
export const sampleWords = pgTable(
  "sample_words",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    row: integer("row").notNull(),
    words: tsvector("words").notNull(),
    /** Where the row stands and which words follow each other in it: `db/word-keys.ts`. */
    keys: integer("keys").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.row] }),
    index("sample_words_search_idx").using("gin", t.words, t.keys),
  ],
);
