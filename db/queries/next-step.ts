import { sql } from "drizzle-orm";
import type { NextStep } from "@/lib/contracts/imports";
import type { Db } from "../client";
import { countUndecided } from "./undecided";
import { countLabeled } from "./work-parts";

type StepRow = { task: "single" | "multi"; classes: number; has_unknown: boolean };

/**
 * What an import leaves to be done: classes are missing, samples wait for their labels, or nothing is left, as every
 * sample of it came with its label and no other one is open. Null where the project has no such import. One sample after
 * the other is looked at until one is found (`offset 0`): joined, all annotations would be gone through first.
 */
export async function readNextStep(
  db: Db,
  { projectId, importId }: { readonly projectId: string; readonly importId: string },
): Promise<NextStep | null> {
  const found = await db.execute<StepRow>(sql`
    select p.task,
      (select count(*)::int from label_classes c where c.project_id = p.id and c.archived_at is null) as classes,
      ${countLabeled(projectId, sql`slot = 'imported'`)} <= (select max(row) from samples where project_id = p.id)
        and exists (select from samples s where s.import_id = i.id and not exists (
          select from annotations a where a.sample_id = s.id and a.source = 'imported' offset 0)) as has_unknown
    from imports i join projects p on p.id = i.project_id
    where i.id = ${importId} and i.project_id = ${projectId}`);
  const row = found.rows[0];
  if (!row) return null;
  if (row.classes < (row.task === "multi" ? 1 : 2)) return { step: "addClasses" };
  const isOpen = row.has_unknown || (await countUndecided(db, projectId)).undecided > 0;
  return { step: isOpen ? "label" : "nothingLeft" };
}
