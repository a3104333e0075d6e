import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { flagDismissals } from "@/db/schema/flags";
import { annotations } from "@/db/schema/labeling";
import { NotFoundError } from "../errors";

interface FlagDismissal {
  readonly projectId: string;
  readonly annotationId: string;
  readonly userId: string;
  /** False brings a dismissed flag back. */
  readonly dismissed: boolean;
}

/**
 * Takes a flag off the lead's list, or puts it back, however it was dealt with; doing so twice changes nothing. The annotation
 * stays as it is.
 */
export async function dismissFlag(
  db: Db,
  { projectId, annotationId, userId, dismissed }: FlagDismissal,
): Promise<void> {
  const [flag] = await db
    .select({ id: annotations.id })
    .from(annotations)
    .where(
      and(
        eq(annotations.id, annotationId),
        eq(annotations.projectId, projectId),
        eq(annotations.action, "flag"),
      ),
    );
  if (!flag) throw flagNotFound();
  if (dismissed) {
    await db.insert(flagDismissals).values({ annotationId, dismissedBy: userId }).onConflictDoNothing();
  } else {
    await db.delete(flagDismissals).where(eq(flagDismissals.annotationId, annotationId));
  }
}

function flagNotFound(): NotFoundError {
  return new NotFoundError({
    code: "flag_not_found",
    what: "This project has no such flag.",
    next: "Load the page again.",
  });
}
