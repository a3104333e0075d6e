import { type SQL, sql } from "drizzle-orm";

/** Number of the model that a project (a row of `projects` named so) is held to; null while each round trains a new one. */
export function pinnedModelNumber(project: SQL): SQL<number | null> {
  return sql<number | null>`(
    select v.number from model_versions v where v.id = ${project}.pinned_model_version_id)`;
}
