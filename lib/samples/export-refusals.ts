import type { Db } from "@/db/client";
import { readRefusals } from "@/db/queries/imports";
import { csvRecord } from "../datasets/write-csv";

const batch = 2_000;

/** Every line of an import that was refused or merged, with its reason, as CSV; one chunk a batch. */
export async function* exportRefusals(
  db: Db,
  { projectId, importId }: { readonly projectId: string; readonly importId: string },
): AsyncGenerator<string> {
  yield csvRecord(["place", "reason"], "keep");
  for (let after = -1; ; ) {
    const rows = await readRefusals(db, { projectId, importId, after, limit: batch });
    yield rows.map(({ place, reason }) => csvRecord([place, reason], "escape")).join("");
    if (rows.length < batch) return;
    after = rows.at(-1)!.position;
  }
}
