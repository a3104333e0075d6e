import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { memberships } from "@/db/schema/projects";
import type { ProjectRole } from "../contracts/projects";
import { letLeadGo, lockTeam } from "./lock-team";

export interface ChangeRoleInput {
  readonly projectId: string;
  readonly userId: string;
  readonly role: ProjectRole;
}

/** Gives a member another role, from their next request on. A project keeps a lead. */
export async function changeRole(db: Db, { projectId, userId, role }: ChangeRoleInput): Promise<void> {
  await db.transaction(async (tx) => {
    const before = await lockTeam(tx, projectId, userId);
    if (before === role) return;
    if (before === "lead") await letLeadGo(tx, projectId, userId);
    await tx
      .update(memberships)
      .set({ role })
      .where(and(eq(memberships.projectId, projectId), eq(memberships.userId, userId)));
  });
}
