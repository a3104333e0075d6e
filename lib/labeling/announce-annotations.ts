import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { coalesce } from "../coalesce";
import { notifying } from "../jobs/notify";
import { requestingRoundAfterLabel } from "../rounds/request-round-after-label";

const announcers = new WeakMap<Db, (projectId: string) => Promise<void>>();

/**
 * Tells open pages of a project's new annotations, and asks for a round. Called when they are stored: in their
 * transaction all annotators would wait for each other, at the one waiting job and at PostgreSQL's one queue of
 * notices. Many at once are told of together. What a process that ends in between leaves out, the worker finds
 * (`requestMissedRounds`).
 */
export function announceAnnotations(db: Db, projectId: string): Promise<void> {
  const known = announcers.get(db);
  if (known) return known(projectId);
  const announce = coalesce(async (id) => {
    const requesting = await requestingRoundAfterLabel(db, id);
    // Nothing of a label is written here: it need not be on the disk before the answer goes out.
    await db.execute(sql`
      select set_config('synchronous_commit', 'off', true), ${requesting}, ${notifying(id, "annotation")}`);
  });
  announcers.set(db, announce);
  return announce(projectId);
}
