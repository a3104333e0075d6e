import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { coalesce } from "../coalesce";
import { notifying } from "../jobs/notify";
import { createLog } from "../log";
import { requestingRoundAfterLabel } from "../rounds/request-round-after-label";
import { guardBudgets } from "./budget";

const announcers = new WeakMap<Db, (projectId: string) => Promise<void>>();

/**
 * Tells open pages of a project's new annotations, pauses it when its budget is spent, and asks for a round. Called when
 * they are stored: in their transaction all annotators would wait for each other, at the one waiting job and at
 * PostgreSQL's one queue of notices. Many at once are told of together. Never rejects, since the annotations are stored:
 * what it or a process that ends in between leaves out, the worker makes good (`requestMissedRounds`, `guardBudgets`).
 */
export async function announceAnnotations(db: Db, projectId: string): Promise<void> {
  try {
    await announcerOf(db)(projectId);
  } catch (error) {
    createLog("labeling").warn({ error, projectId }, "annotations were stored and not announced");
  }
}

function announcerOf(db: Db): (projectId: string) => Promise<void> {
  const known = announcers.get(db);
  if (known) return known;
  const announce = coalesce(async (id) => {
    await guardBudgets(db, id);
    const requesting = await requestingRoundAfterLabel(db, id);
    // Nothing of a label is written here: it need not be on the disk before the answer goes out.
    await db.execute(sql`
      select set_config('synchronous_commit', 'off', true), ${requesting}, ${notifying(id, "annotation")}`);
  });
  announcers.set(db, announce);
  return announce;
}
