import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { findInvitation, readTeam } from "@/db/queries/team";
import { accounts, users } from "@/db/schema/accounts";
import { invitations, memberships, projects } from "@/db/schema/projects";
import { acceptInvitation } from "@/lib/access/accept-invitation";
import { createInvitation, hashOfInvitationToken } from "@/lib/access/create-invitation";
import { joinAsNew } from "@/lib/access/join-as-new";
import { revokeInvitation } from "@/lib/access/revoke-invitation";
import type { ProjectRole } from "@/lib/contracts/projects";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember, arrangeUser } from "../labeling/arrange";

const { db } = await createTestDatabase();

/** A project with a lead and a link to it. */
async function invite(role: ProjectRole = "annotator") {
  const { projectId } = await arrangeBench(db);
  const leadId = await arrangeMember(db, projectId, "lead");
  const [id, token] = [randomUUID(), randomUUID()];
  await createInvitation(db, { id, projectId, role, createdBy: leadId, token });
  return { id, projectId, leadId, token };
}

function newcomer(token: string) {
  const email = `${randomUUID()}@example.org`;
  return { token, name: "Grace", email, password: "a long sentence", newId: randomUUID };
}

async function roleOf(projectId: string, userId: string) {
  const rows = await db.select().from(memberships).where(eq(memberships.userId, userId));
  return rows.find((row) => row.projectId === projectId)?.role ?? null;
}

async function usesOf(id: string) {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, id));
  return row!.uses;
}

const expire = (id: string) =>
  db.update(invitations).set({ expiresAt: sql`now()` }).where(eq(invitations.id, id));

test("only the hash of a link is stored, and it works for seven days by the database's clock", async () => {
  const { id, token } = await invite();
  const [row] = await db
    .select({ hash: invitations.tokenHash, days: sql<string>`(expires_at - created_at)::text` })
    .from(invitations)
    .where(eq(invitations.id, id));
  expect(row).toEqual({ hash: hashOfInvitationToken(token), days: "7 days" });
  expect(row!.hash).not.toContain(token);
});

test("who holds a link sees who invites to which project, and as what", async () => {
  const { projectId, token } = await invite("engineer");
  expect(await findInvitation(db, hashOfInvitationToken(token), null)).toEqual({
    projectId,
    projectName: "Arranged",
    invitedBy: "Ada",
    role: "engineer",
    state: "open",
    ownRole: null,
  });
  expect(await findInvitation(db, hashOfInvitationToken(`${token}x`), null)).toBeNull();
  await db.update(projects).set({ deletedAt: new Date() }).where(eq(projects.id, projectId));
  expect(await findInvitation(db, hashOfInvitationToken(token), null)).toBeNull();
});

test("somebody with an account joins in the link's role, once", async () => {
  const { id, projectId, token } = await invite("engineer");
  const userId = await arrangeUser(db);
  expect(await acceptInvitation(db, { token, userId })).toEqual({ projectId, role: "engineer" });
  expect(await acceptInvitation(db, { token, userId })).toEqual({ projectId, role: "engineer" });
  expect(await roleOf(projectId, userId)).toBe("engineer");
  expect(await usesOf(id)).toBe(1);
});

test("a member who opens a link keeps their role, and it counts no use", async () => {
  const { id, projectId, leadId, token } = await invite("annotator");
  expect(await acceptInvitation(db, { token, userId: leadId })).toEqual({ projectId, role: "lead" });
  expect(await roleOf(projectId, leadId)).toBe("lead");
  expect(await usesOf(id)).toBe(0);
});

test("a newcomer gets an account with a hashed password, and the membership with it", async () => {
  const { id, projectId, token } = await invite("annotator");
  const person = newcomer(token);
  expect(await joinAsNew(db, person)).toEqual({ projectId, role: "annotator" });
  const [user] = await db.select().from(users).where(eq(users.email, person.email));
  expect(user).toMatchObject({ name: "Grace", serverRole: "member" });
  const [account] = await db.select().from(accounts).where(eq(accounts.userId, user!.id));
  expect(account!.providerId).toBe("credential");
  expect(account!.password).not.toContain(person.password);
  expect(await roleOf(projectId, user!.id)).toBe("annotator");
  expect(await usesOf(id)).toBe(1);
});

test("an address that has an account is told to sign in, and nothing is made or changed", async () => {
  const { id, projectId, token } = await invite();
  const person = newcomer(token);
  await joinAsNew(db, person);
  const other = await invite();
  await expect(
    joinAsNew(db, { ...person, token: other.token, password: "another sentence" }),
  ).rejects.toMatchObject({ code: "account_exists" });
  expect(await db.select().from(users).where(eq(users.email, person.email))).toHaveLength(1);
  expect((await readTeam(db, other.projectId)).members.map(({ email }) => email)).not.toContain(person.email);
  expect([await usesOf(id), await usesOf(other.id)]).toEqual([1, 0]);
  expect((await readTeam(db, projectId)).members.map(({ email }) => email)).toContain(person.email);
});

test("two who want the same address at the same moment: one gets it", async () => {
  const { token } = await invite();
  const person = newcomer(token);
  const results = await Promise.allSettled([joinAsNew(db, person), joinAsNew(db, person)]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

describe("a link that lets nobody in", () => {
  const cases = [
    ["unknown", async () => {}],
    ["expired", async (link: Awaited<ReturnType<typeof invite>>) => void (await expire(link.id))],
    [
      "revoked",
      (link: Awaited<ReturnType<typeof invite>>) =>
        revokeInvitation(db, { projectId: link.projectId, invitationId: link.id }),
    ],
  ] as const;

  test.each(cases)("%s: neither an account nor a membership is made", async (kind, end) => {
    const link = await invite();
    await end(link);
    const token = kind === "unknown" ? `${link.token}x` : link.token;
    const userId = await arrangeUser(db);
    const person = newcomer(token);
    await expect(acceptInvitation(db, { token, userId })).rejects.toMatchObject({
      code: "invitation_invalid",
    });
    await expect(joinAsNew(db, person)).rejects.toMatchObject({ code: "invitation_invalid" });
    expect(await roleOf(link.projectId, userId)).toBeNull();
    expect(await db.select().from(users).where(eq(users.email, person.email))).toEqual([]);
  });
});

test("a link is listed with its uses and its state; revoking it twice keeps the first instant", async () => {
  const { id, projectId, token } = await invite();
  await joinAsNew(db, newcomer(token));
  expect((await readTeam(db, projectId)).invitations).toMatchObject([{ id, uses: 1, state: "open" }]);
  await expire(id);
  expect((await readTeam(db, projectId)).invitations[0]!.state).toBe("expired");
  await revokeInvitation(db, { projectId, invitationId: id });
  const [first] = await db.select().from(invitations).where(eq(invitations.id, id));
  await revokeInvitation(db, { projectId, invitationId: id });
  const [second] = await db.select().from(invitations).where(eq(invitations.id, id));
  expect(second!.revokedAt).toEqual(first!.revokedAt);
  expect((await readTeam(db, projectId)).invitations[0]!.state).toBe("revoked");
});

test("another project's link cannot be revoked through one's own", async () => {
  const [mine, other] = [await invite(), await invite()];
  await expect(
    revokeInvitation(db, { projectId: mine.projectId, invitationId: other.id }),
  ).rejects.toMatchObject({ code: "invitation_not_found" });
  expect((await findInvitation(db, hashOfInvitationToken(other.token), null))!.state).toBe("open");
});

test("by one link at most sixty attempts a minute are made to join", async () => {
  const { token } = await invite();
  const person = newcomer(token);
  await joinAsNew(db, person);
  await db.execute(sql`update rate_limits set count = 60 where key like 'join:%'`);
  await expect(joinAsNew(db, newcomer(token))).rejects.toMatchObject({
    code: "too_many_joins",
    retryable: true,
  });
});
