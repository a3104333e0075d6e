import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { PreparedSample } from "./prepare-samples";
import { shortened } from "./readers/check-sample";
import type { Refusal } from "./readers/reader";

/** The first sample of a file that has a certain id. */
type FirstWithId = Pick<PreparedSample, "place" | "contentHash">;

/** The ids that a file has had so far; in the database, since they may be too many to be held in memory. */
export async function createIdTable(tx: Db): Promise<void> {
  await tx.execute(sql`
    create temporary table import_ids (
      external_id text collate "C" primary key, place text not null, content_hash text not null
    ) on commit drop`);
}

/**
 * Within a file an id names one text: a later one is refused, and told which has the id. The same text again under the
 * same id is left to be merged as a duplicate. Images are exempt: what stands for their id is where they lay.
 */
export async function refuseRepeatedIds(
  tx: Db,
  batch: readonly (PreparedSample | Refusal)[],
): Promise<(PreparedSample | Refusal)[]> {
  const firsts = new Map<string, FirstWithId>();
  for (const found of batch) {
    const id = idOf(found);
    if (id !== null && found.kind === "sample" && !firsts.has(id)) firsts.set(id, found);
  }
  if (firsts.size === 0) return [...batch];
  const earlier = await noteIds(tx, firsts);
  return batch.map((found) => {
    const id = idOf(found);
    if (id === null || found.kind === "refusal") return found;
    const first = earlier.get(id) ?? firsts.get(id)!;
    return first.contentHash === found.contentHash ? found : refusalOf(found.place, id, first);
  });
}

function idOf(found: PreparedSample | Refusal): string | null {
  return found.kind === "sample" && found.text !== undefined ? (found.externalId ?? null) : null;
}

/** Adds the ids that are new; returns those of earlier batches with their first samples. */
async function noteIds(tx: Db, firsts: ReadonlyMap<string, FirstWithId>): Promise<Map<string, FirstWithId>> {
  const samples = [...firsts.values()];
  // The statement reads the table as it was before its own insert.
  const { rows } = await tx.execute<{ external_id: string; place: string; content_hash: string }>(sql`
    with incoming as (
      select * from unnest(
        ${sql.param([...firsts.keys()])}::text[], ${sql.param(samples.map(({ place }) => place))}::text[],
        ${sql.param(samples.map(({ contentHash }) => contentHash))}::text[]
      ) as t(external_id, place, content_hash)
    ), added as (
      insert into import_ids select * from incoming on conflict do nothing
    )
    select earlier.* from import_ids earlier join incoming using (external_id)`);
  return new Map(
    rows.map(({ external_id, place, content_hash }) => [external_id, { place, contentHash: content_hash }]),
  );
}

function refusalOf(place: string, id: string, first: FirstWithId): Refusal {
  const reason = `the id “${shortened(id)}” is already that of ${first.place}, which has another text (samples may share a "group", not an "id")`;
  return { kind: "refusal", place, reason };
}
