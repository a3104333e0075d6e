import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { endpoints } from "@/app/api/v1/_routes";
import { findProject, noSuchProject } from "@/bin/find-project";
import { projects } from "@/db/schema/projects";
import { createInvitation } from "@/lib/access/create-invitation";
import type { DeletedProject } from "@/lib/contracts/deleted-projects";
import { newId } from "@/lib/ids";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember, arrangeUser, storedAnnotations, take } from "../labeling/arrange";
import { codeOf, openApi } from "./open-api";

const database = await createTestDatabase();
const { request } = openApi(database);
const { db } = database;

async function arrangeLed(name = "Arranged") {
  const project = await arrangeBench(db, { project: { name } });
  return { ...project, leadId: await arrangeMember(db, project.projectId, "lead") };
}

const remove = (projectId: string, as: string | null, name = "Arranged") =>
  request(`/projects/${projectId}`, { method: "DELETE", as, body: { name } });
const restore = (projectId: string, as: string | null) =>
  request(`/projects/${projectId}/restore`, { method: "POST", as });
const listed = async (as: string): Promise<DeletedProject[]> =>
  (await request("/deleted-projects", { as })).json();
const idsOf = async (as: string) => {
  const found = (await (await request("/projects", { as })).json()) as { id: string }[];
  return found.map(({ id }) => id);
};
const deletionOf = async (projectId: string) => {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  return { deletedAt: project!.deletedAt, deletedBy: project!.deletedBy };
};

test("a name that is not the project's deletes nothing, and says what it is called", async () => {
  const { projectId, leadId } = await arrangeLed("Café reviews");
  for (const typed of ["café reviews", "Arranged", "", "Café  reviews"]) {
    const refused = await remove(projectId, leadId, typed);
    expect(refused.status).toBe(400);
    const { error } = (await refused.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe("project_name_differs");
    expect(error.message).toMatch(/Café reviews.*Nothing was deleted\./);
  }
  expect(
    await codeOf(await request(`/projects/${projectId}`, { method: "DELETE", as: leadId, body: {} })),
  ).toBe("invalid_request");
  expect(await deletionOf(projectId)).toEqual({ deletedAt: null, deletedBy: null });
});

test("the name may be typed as Unicode writes it in another way, with blanks around it", async () => {
  const { projectId, leadId } = await arrangeLed("Café reviews".normalize("NFC"));
  expect((await remove(projectId, leadId, `  ${"Café reviews".normalize("NFD")} `)).status).toBe(204);
});

test("only who leads the project deletes it and brings it back; to others it is not there", async () => {
  const { projectId, annotatorId, leadId } = await arrangeLed();
  const engineer = await arrangeMember(db, projectId, "engineer");
  const other = (await arrangeLed()).leadId;
  const codesOf = async (ask: typeof remove) =>
    Promise.all([annotatorId, engineer, other, null].map(async (as) => codeOf(await ask(projectId, as))));
  expect(await codesOf(remove)).toEqual(["forbidden", "forbidden", "project_not_found", "not_signed_in"]);
  expect((await deletionOf(projectId)).deletedAt).toBeNull();

  expect(await codeOf(await remove(projectId, leadId))).toBeNull();
  const gone = ["project_not_found", "project_not_found", "project_not_found", "not_signed_in"];
  expect(await codesOf(remove)).toEqual(gone);
  expect(await codesOf(restore)).toEqual(gone);
  expect((await deletionOf(projectId)).deletedAt).not.toBeNull();
  for (const as of [annotatorId, engineer, other]) expect(await listed(as)).toEqual([]);
});

test("deleting twice answers the same and keeps the first time, as does bringing back twice", async () => {
  const { projectId, leadId } = await arrangeLed();
  const second = await arrangeMember(db, projectId, "lead");
  expect((await remove(projectId, leadId)).status).toBe(204);
  const first = await deletionOf(projectId);
  expect(first.deletedBy).toBe(leadId);
  expect((await remove(projectId, second)).status).toBe(204);
  expect(await deletionOf(projectId)).toEqual(first);
  expect(await codeOf(await remove(projectId, second, "Another"))).toBe("project_name_differs");
  for (let turn = 0; turn < 2; turn++) expect((await restore(projectId, second)).status).toBe(204);
  expect(await deletionOf(projectId)).toEqual({ deletedAt: null, deletedBy: null });
  expect(await codeOf(await request(`/projects/${projectId}/settings`, { as: leadId }))).toBeNull();
});

test("every address below a deleted project answers that there is none, to whoever asks", async () => {
  const { projectId, annotatorId, leadId, sampleIds } = await arrangeLed();
  const owner = await arrangeUser(db, "owner");
  await remove(projectId, leadId);
  const own = ["delete /projects/{projectId}", "post /projects/{projectId}/restore"];
  for (const { method, path } of endpoints) {
    if (!path.includes("{projectId}") || own.includes(`${method} ${path}`)) continue;
    const address = path
      .replace("{projectId}", projectId)
      .replace("{sampleId}", String(sampleIds[0]))
      .replace(/\{\w+\}/g, randomUUID());
    const body = method === "get" ? undefined : {};
    for (const as of [leadId, annotatorId, owner]) {
      const answer = await request(address, { method: method.toUpperCase(), as, body });
      expect([answer.status, await codeOf(answer)], `${method} ${path}`).toEqual([404, "project_not_found"]);
    }
  }
  expect(await idsOf(leadId)).not.toContain(projectId);
  expect(await idsOf(owner)).not.toContain(projectId);
});

test("who may bring it back is told since when, by whom and until when; the list ends with the time", async () => {
  const { projectId, leadId } = await arrangeLed("Old news");
  const owner = await arrangeUser(db, "owner");
  await remove(projectId, leadId, "Old news");
  const [entry] = await listed(leadId);
  expect(entry).toMatchObject({ id: projectId, name: "Old news", deletedBy: "Ada" });
  const days = (Date.parse(entry!.restorableUntil) - Date.parse(entry!.deletedAt)) / 86_400_000;
  expect(days).toBeCloseTo(30, 1);
  expect((await listed(owner)).map(({ id }) => id)).toContain(projectId);

  await db.execute(sql`
    update projects set deleted_at = now() - interval '30 days 1 second' where id = ${projectId}`);
  expect(await listed(leadId)).toEqual([]);
  expect(await codeOf(await restore(projectId, leadId))).toBe("project_not_found");
  expect((await deletionOf(projectId)).deletedAt).not.toBeNull();
});

test("an answer that was refused while the project was deleted is stored once it is back", async () => {
  const project = await arrangeLed();
  const { projectId, annotatorId, leadId, classIds } = project;
  const { samples } = await take(db, project, 1);
  const path = `/projects/${projectId}/annotations/${randomUUID()}`;
  const body = { action: "label", sampleId: samples[0]!.sampleId, labelClassId: classIds[0], seconds: 1 };
  const send = () => request(path, { method: "PUT", as: annotatorId, body });
  await remove(projectId, leadId);
  expect(await codeOf(await send())).toBe("project_not_found");
  expect(await storedAnnotations(db, project)).toEqual([]);
  await restore(projectId, leadId);
  expect(await codeOf(await send())).toBeNull();
  expect(await storedAnnotations(db, project)).toHaveLength(1);
});

test("its invitations let nobody in until it is back", async () => {
  const { projectId, leadId } = await arrangeLed();
  const token = randomUUID();
  await createInvitation(db, { id: newId(), projectId, role: "annotator", createdBy: leadId, token });
  const accept = async () =>
    codeOf(
      await request("/invitations/accept", { method: "POST", as: await arrangeUser(db), body: { token } }),
    );
  await remove(projectId, leadId);
  expect(await accept()).toBe("invitation_invalid");
  await restore(projectId, leadId);
  expect(await accept()).toBeNull();
});

test("its name is free for another project, which the command line then means; both may be there afterwards", async () => {
  const { projectId, leadId } = await arrangeLed("Twice");
  await remove(projectId, leadId, "Twice");
  expect(await findProject(db, "Twice")).toBeNull();
  expect(await findProject(db, projectId)).toBeNull();
  expect((await noSuchProject(db, "Twice", "")).message).not.toMatch(/: .*Twice/);
  const body = { name: "Twice", modality: "text" };
  const made = (await (await request("/projects", { method: "POST", as: leadId, body })).json()) as {
    id: string;
  };
  expect(await findProject(db, "Twice")).toMatchObject({ id: made.id });
  await restore(projectId, leadId);
  expect(await idsOf(leadId)).toEqual(expect.arrayContaining([projectId, made.id]));
  await expect(findProject(db, "Twice")).rejects.toMatchObject({ code: "project_name_ambiguous" });
});
