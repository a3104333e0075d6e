import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { findInvitation, readTeam } from "@/db/queries/team";
import { annotations, leases } from "@/db/schema/labeling";
import { authorize } from "@/lib/access/authorize";
import { changeRole } from "@/lib/access/change-role";
import { createInvitation, hashOfInvitationToken } from "@/lib/access/create-invitation";
import { removeMember } from "@/lib/access/remove-member";
import { takeLeases } from "@/lib/labeling/take-leases";
import { createRandom } from "@/lib/learning/random";
import { arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember } from "../labeling/arrange";

const { next: random } = createRandom(1);

const { db } = await createTestDatabase();

async function arrangeTeam() {
  const bench = await arrangeBench(db);
  return { ...bench, leadId: await arrangeMember(db, bench.projectId, "lead") };
}

async function rolesOf(projectId: string) {
  const { members } = await readTeam(db, projectId);
  return Object.fromEntries(members.map(({ userId, role }) => [userId, role]));
}

test("a team is its members, leads first", async () => {
  const { projectId, annotatorId, leadId } = await arrangeTeam();
  const { members } = await readTeam(db, projectId);
  expect(members.map(({ userId, role }) => [userId, role])).toEqual([
    [leadId, "lead"],
    [annotatorId, "annotator"],
  ]);
});

test("another role counts from the next request on", async () => {
  const { projectId, annotatorId } = await arrangeTeam();
  await changeRole(db, { projectId, userId: annotatorId, role: "engineer" });
  const allowed = authorize(db, { userId: annotatorId, projectId, action: "project.view" });
  expect(await allowed).toEqual({ role: "engineer" });
  await expect(
    authorize(db, { userId: annotatorId, projectId, action: "project.label" }),
  ).rejects.toMatchObject({ code: "forbidden" });
});

test("the only lead stays one, and stays", async () => {
  const { projectId, leadId } = await arrangeTeam();
  for (const attempt of [
    changeRole(db, { projectId, userId: leadId, role: "annotator" }),
    removeMember(db, { projectId, userId: leadId }),
  ]) {
    await expect(attempt).rejects.toMatchObject({ code: "last_lead" });
  }
  expect((await rolesOf(projectId))[leadId]).toBe("lead");
});

test("of two leads who step down at the same moment one stays", async () => {
  const { projectId, leadId } = await arrangeTeam();
  const other = await arrangeMember(db, projectId, "lead");
  const results = await Promise.allSettled([
    changeRole(db, { projectId, userId: leadId, role: "annotator" }),
    removeMember(db, { projectId, userId: other }),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(Object.values(await rolesOf(projectId)).filter((role) => role === "lead")).toHaveLength(1);
});

test("who is removed has no more part in the project, holds nothing, and their labels stay", async () => {
  const project = await arrangeProject(db, ["a", "b"]);
  const { projectId } = project;
  await arrangeMember(db, projectId, "lead");
  const userId = await arrangeMember(db, projectId, "annotator");
  await arrangeLabels(db, { ...project, userId }, [{ row: 0, classIndex: 0 }]);
  const bench = await arrangeTeam();
  await takeLeases(
    db,
    { projectId: bench.projectId, annotatorId: bench.annotatorId, count: 3, holding: [] },
    random,
  );
  await removeMember(db, { projectId, userId });
  await removeMember(db, { projectId: bench.projectId, userId: bench.annotatorId });
  expect(await db.select().from(annotations).where(eq(annotations.annotatorId, userId))).toHaveLength(1);
  expect(await db.select().from(leases).where(eq(leases.annotatorId, bench.annotatorId))).toEqual([]);
  await expect(authorize(db, { userId, projectId, action: "project.label" })).rejects.toMatchObject({
    code: "project_not_found",
  });
});

test("a lead who is one no longer cannot come back by a link they made", async () => {
  const { projectId, leadId } = await arrangeTeam();
  const other = await arrangeMember(db, projectId, "lead");
  const [mine, theirs] = [randomUUID(), randomUUID()];
  await createInvitation(db, { id: randomUUID(), projectId, role: "lead", createdBy: leadId, token: mine });
  await createInvitation(db, { id: randomUUID(), projectId, role: "lead", createdBy: other, token: theirs });
  await removeMember(db, { projectId, userId: leadId });
  expect((await findInvitation(db, hashOfInvitationToken(mine), null))!.state).toBe("revoked");
  expect((await findInvitation(db, hashOfInvitationToken(theirs), null))!.state).toBe("open");
});

test("somebody who is no member can be neither removed nor given a role", async () => {
  const { projectId } = await arrangeTeam();
  const stranger = (await arrangeTeam()).annotatorId;
  await expect(removeMember(db, { projectId, userId: stranger })).rejects.toMatchObject({
    code: "member_not_found",
  });
  await expect(changeRole(db, { projectId, userId: stranger, role: "lead" })).rejects.toMatchObject({
    code: "member_not_found",
  });
});
