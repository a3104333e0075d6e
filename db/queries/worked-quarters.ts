import { sql } from "drizzle-orm";
import type { Db } from "../client";
import { workParts } from "./work-parts";

/** Seconds of a quarter of an hour. */
export const quarterSeconds = 900;
/** A quarter of an hour in which somebody answered something. */
export type WorkedQuarter = {
  /** Quarters of an hour since 1970. */
  readonly quarter: number;
  /** When it begins, `2026-01-31T09:15`, in the time zone asked for. */
  readonly start: string;
  /** What people did, corrections and words of leads among it; 0 where only known answers were played. */
  readonly answers: number;
  /** Labels that people gave and that took them time: neither corrections in their history nor words of leads. */
  readonly given: number;
  /** Active time of all that people did. */
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
      coalesce(sum(given) filter (where not is_oracle), 0)::int as answers,
      coalesce(sum(given) filter (where not is_oracle and is_label and given_ms > 0), 0)::int as given,
      coalesce(sum(given_ms) filter (where not is_oracle) / 1000.0, 0)::float8 as seconds, min(began)::float8 as began
    from ${workParts(projectId, "quarter")} parts
    group by quarter having sum(given) > 0 order by quarter`);
  return found.rows;
}
