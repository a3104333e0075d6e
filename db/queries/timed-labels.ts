import { sql } from "drizzle-orm";
import type { Db } from "../client";

/** A quarter of an hour to draw labels from. */
export interface TimedQuarter {
  /** The place of what it belongs to. */
  readonly place: number;
  readonly quarter: number;
  /** The sequence of its first answer, and of the first of the next one; null when there is none. */
  readonly from: number;
  readonly until: number | null;
  /** Of its first labels so many are looked at, and of its last. */
  readonly ends: number;
}

/**
 * How long the labels at both ends of these quarters took, by their places, in seconds. Changes of one's own or of
 * others' labels are left out: the sample was known before. Two stretches of the index on the project's annotations are
 * read for each quarter, as long as it takes to find so many, and never beyond it.
 */
export async function readTimedLabels(
  db: Db,
  projectId: string,
  quarters: readonly TimedQuarter[],
): Promise<{ readonly place: number; readonly seconds: number }[]> {
  if (quarters.length === 0) return [];
  const column = (of: (quarter: TimedQuarter) => number | null, type: string) =>
    sql`${sql.param(quarters.map(of))}::${sql.raw(type)}[]`;
  const end = (order: "asc" | "desc") => sql`(
    select id, seconds, created_at from annotations
    where action = 'label' and source = 'annotator' and screen not in ('history', 'review') and seconds is not null
      and project_id = ${projectId} and sequence >= wanted.from_sequence
      and sequence < coalesce(wanted.until_sequence, 9223372036854775807)
    order by sequence ${sql.raw(order)} limit wanted.ends)`;
  const found = await db.execute<{ place: number; seconds: number }>(sql`
    select wanted.place, a.seconds
    from unnest(${column(({ place }) => place, "int")}, ${column(({ quarter }) => quarter, "int")},
      ${column(({ from }) => from, "bigint")}, ${column(({ until }) => until, "bigint")},
      ${column(({ ends }) => ends, "int")}) wanted (place, quarter, from_sequence, until_sequence, ends)
    cross join lateral (${end("asc")} union ${end("desc")}) a
    where floor(extract(epoch from a.created_at) / 900)::int = wanted.quarter`);
  return found.rows;
}
