import { sql } from "drizzle-orm";
import type { Db } from "../client";
import { workParts } from "./work-parts";

/** A quarter of an hour in which somebody answered something. */
export type WorkedQuarter = {
  /** Quarters of an hour since 1970. */
  readonly quarter: number;
  /** When it begins, `2026-01-31T09:15`, in the time zone asked for. */
  readonly start: string;
  /** Labels that were given, and those of them that stand. */
  readonly given: number;
  readonly standing: number;
  /** Active time of all answers. */
  readonly seconds: number;
  /** The sequence of the first answer. */
  readonly began: number;
};

/** All of a project, oldest first: at most 35,000 a year. */
export async function readWorkedQuarters(
  db: Db,
  projectId: string,
  timeZone: string,
): Promise<WorkedQuarter[]> {
  const found = await db.execute<WorkedQuarter>(sql`
    select quarter,
      to_char(to_timestamp(quarter * 900::bigint) at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI') as start,
      coalesce(sum(given) filter (where is_label), 0)::int as given,
      coalesce(sum(standing) filter (where is_label), 0)::int as standing,
      (sum(given_ms) / 1000.0)::float8 as seconds, min(began)::float8 as began
    from ${workParts(projectId, "quarter")} parts
    group by quarter having sum(given) > 0 order by quarter`);
  return found.rows;
}

/** Whether known answers were played in a project. */
export async function hasPlayedAnswers(db: Db, projectId: string): Promise<boolean> {
  const found = await db.execute<{ has_played: boolean }>(sql`
    select exists (select from ${workParts(projectId, "person")} parts where is_oracle and given > 0) as has_played`);
  return found.rows[0]!.has_played;
}
