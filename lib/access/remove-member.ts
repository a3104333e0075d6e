import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { leases } from "@/db/schema/labeling";
import { memberships } from "@/db/schema/projects";
import { letLeadGo, lockTeam } from "./lock-team";

export interface RemoveMemberInput {
  readonly projectId: string;
  readonly userId: string;
}

/** Takes somebody off a project, from their next request on. Their annotations stay; what they held is given back. */
export async function removeMember(db: Db, { projectId, userId }: RemoveMemberInput): Promise<void> {
  await db.transaction(async (tx) => {
    const role = await lockTeam(tx, projectId, userId);
    if (role === "lead") await letLeadGo(tx, projectId, userId);
    await tx.delete(leases).where(and(eq(leases.projectId, projectId), eq(leases.annotatorId, userId)));
    await tx
      .delete(memberships)
      .where(and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)));
  });
}
