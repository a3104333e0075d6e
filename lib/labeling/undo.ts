import { and, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { annotations } from "@/db/schema/labeling";
import { ConflictError, NotFoundError } from "../errors";
import { leaseEnd } from "./lease-time";
import { provenanceColumns, replacedLease } from "./provenance";

type Annotation = typeof annotations.$inferSelect;

interface UndoRequest {
  readonly projectId: string;
  readonly annotatorId: string;
  /** The annotation to take back. */
  readonly undoes: string;
}

/** What is taken back: any decision of the annotator's own. */
export async function readUndoTarget(db: Db, request: UndoRequest): Promise<Annotation> {
  const [target] = await db
    .select()
    .from(annotations)
    .where(
      and(
        eq(annotations.id, request.undoes),
        eq(annotations.projectId, request.projectId),
        eq(annotations.annotatorId, request.annotatorId),
      ),
    );
  if (!target) {
    throw new NotFoundError({
      code: "annotation_not_found",
      what: "You have no such annotation in this project.",
      next: "Nothing was taken back.",
    });
  }
  if (target.action === "undo" || target.source === "imported") {
    throw new ConflictError({
      code: "not_undoable",
      what: "Only a decision of your own can be taken back.",
      next: "Label the sample again instead. Nothing was changed.",
    });
  }
  return target;
}

/**
 * Gives the sample back to whoever undid, with the provenance it had, unless somebody else holds it now. A lead who takes
 * their word back goes back to what was said before it, and has nothing to label.
 */
export async function returnSample(db: Db, undo: Annotation): Promise<void> {
  await db.execute(sql`
    insert into leases (sample_id, project_id, annotator_id, leased_at, expires_at, ${provenanceColumns})
    select sample_id, project_id, annotator_id, now(), ${leaseEnd}, ${provenanceColumns}
    from annotations undo where id = ${undo.id}
      and not exists (select from annotations word where word.id = undo.undoes and word.screen = 'review')
    on conflict (sample_id) do update set ${replacedLease}
      where leases.expires_at <= now() or leases.annotator_id = excluded.annotator_id`);
}
