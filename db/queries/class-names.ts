import { eq } from "drizzle-orm";
import type { Db } from "../client";
import { labelClasses } from "../schema/projects";

export interface ClassName {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly isArchived: boolean;
}

/** The classes of a project in the order of their keys, archived ones with them: old answers name those, too. */
export async function readClassNames(db: Db, projectId: string): Promise<ClassName[]> {
  const rows = await db
    .select({
      id: labelClasses.id,
      name: labelClasses.name,
      position: labelClasses.position,
      archivedAt: labelClasses.archivedAt,
    })
    .from(labelClasses)
    .where(eq(labelClasses.projectId, projectId))
    .orderBy(labelClasses.position);
  return rows.map(({ archivedAt, ...rest }) => ({ ...rest, isArchived: archivedAt !== null }));
}
