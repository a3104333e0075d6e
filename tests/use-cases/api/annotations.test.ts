import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { recordedBatchSchema } from "@/lib/contracts/labeling";
import { pageUserHeader } from "@/lib/contracts/page-user";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember, leasesOf, storedAnnotations } from "../labeling/arrange";
import { codeOf, openApi } from "./open-api";

const database = await createTestDatabase();
const { db } = database;
const { request } = openApi(database);

test("a batch is stored in order; what is refused says why and does not stop the others", async () => {
  const project = await arrangeBench(db, { truths: true });
  const [a, b, c, d] = project.sampleIds as [number, number, number, number];
  const labelOf = (sampleId: number, labelClassId = project.classIds[0]!) => {
    return { action: "label", sampleId, labelClassId, seconds: 1 };
  };
  const first = { id: randomUUID(), input: labelOf(a) };
  const batch = [
    first,
    { id: randomUUID(), input: { action: "flag", sampleId: b, seconds: 1, note: "" } },
    { id: randomUUID(), input: labelOf(b, randomUUID()) },
    { id: randomUUID(), input: { ...labelOf(c), byOracle: true } },
    { id: randomUUID(), input: { ...labelOf(c), screen: "review" } },
    { id: randomUUID(), input: { action: "skip", sampleId: d, seconds: 1, note: "no idea" } },
    { id: randomUUID(), input: { action: "undo", undoes: first.id } },
  ];
  const send = () =>
    request(`/projects/${project.projectId}/annotations`, {
      method: "POST",
      as: project.annotatorId,
      body: batch,
    });
  const answer = recordedBatchSchema.parse(await (await send()).json());
  expect(answer.map(({ id }) => id)).toEqual(batch.map(({ id }) => id));
  expect(answer.map((one) => ("ok" in one ? "stored" : one.error.code))).toEqual([
    "stored",
    "invalid_request",
    "unknown_label_class",
    "forbidden",
    "forbidden",
    "stored",
    "stored",
  ]);
  const stored = await storedAnnotations(db, project);
  expect(stored.map(({ action, sampleId }) => [action, sampleId])).toEqual([
    ["label", a],
    ["skip", d],
    ["undo", a],
  ]);
  expect(recordedBatchSchema.parse(await (await send()).json())).toEqual(answer);
  expect(await storedAnnotations(db, project)).toHaveLength(3);
});

test("what cannot be stored is refused for good, and alone", async () => {
  const project = await arrangeBench(db);
  const [a, b] = project.sampleIds as [number, number];
  const flag = (sampleId: number, note: string) => {
    return { id: randomUUID(), input: { action: "flag", sampleId, seconds: 1, note } };
  };
  const batch = [flag(a, "pa\0ste"), flag(a, "half \ud800"), flag(b, "whole")];
  const answer = await request(`/projects/${project.projectId}/annotations`, {
    method: "POST",
    as: project.annotatorId,
    body: batch,
  });
  const said = recordedBatchSchema.parse(await answer.json());
  expect(said.map((one) => ("ok" in one ? "stored" : [one.error.code, one.error.retryable]))).toEqual([
    ["invalid_request", false],
    ["invalid_request", false],
    "stored",
  ]);
});

test("a request repeated with its ids in other letters finds its own answer", async () => {
  const project = await arrangeBench(db);
  const id = randomUUID();
  const send = (labelClassId: string) =>
    request(`/projects/${project.projectId}/annotations/${id}`, {
      method: "PUT",
      as: project.annotatorId,
      body: { action: "label", sampleId: project.sampleIds[0]!, labelClassId, seconds: 1 },
    });
  const [first] = project.classIds as [string];
  const answers = [await send(first.toUpperCase()), await send(first), await send(first.toUpperCase())];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await storedAnnotations(db, project)).toHaveLength(1);
});

test("a batch of none, of more than fifty, or without ids is refused whole", async () => {
  const { projectId, annotatorId } = await arrangeBench(db);
  const send = async (body: unknown) =>
    codeOf(await request(`/projects/${projectId}/annotations`, { method: "POST", as: annotatorId, body }));
  const many = Array.from({ length: 51 }, () => ({ id: randomUUID(), input: {} }));
  expect([await send([]), await send(many), await send([{ input: {} }])]).toEqual(
    Array.from({ length: 3 }, () => "invalid_request"),
  );
});

test("own settings come back as they were kept, each person's own", async () => {
  const { projectId, annotatorId } = await arrangeBench(db);
  const other = await arrangeMember(db, projectId, "annotator");
  const read = async (as: string) => (await request("/settings", { as })).json();
  const defaults = await read(annotatorId);
  expect(defaults).toEqual({
    language: null,
    textSize: 20,
    singleKeys: true,
    keys: {},
    breakAfterMinutes: null,
  });
  const settings = { ...defaults, language: "de", textSize: 24, keys: { skip: "ф" } };
  expect((await request("/settings", { method: "PUT", as: annotatorId, body: settings })).status).toBe(204);
  expect(await read(annotatorId)).toEqual(settings);
  expect(await read(other)).toEqual(defaults);
  await request("/settings", { method: "PUT", as: annotatorId, body: { textSize: 16 } });
  expect(await read(annotatorId)).toEqual({ ...defaults, textSize: 16 });
  const tooLarge = await request("/settings", { method: "PUT", as: annotatorId, body: { textSize: 99 } });
  expect(await codeOf(tooLarge)).toBe("invalid_request");
});

test("own work and flags are served by the API", async () => {
  const project = await arrangeBench(db);
  const lead = await arrangeMember(db, project.projectId, "lead");
  const path = `/projects/${project.projectId}`;
  const note = { action: "flag", sampleId: project.sampleIds[0]!, seconds: 4, note: "torn" };
  await request(`${path}/annotations/${randomUUID()}`, {
    method: "PUT",
    as: project.annotatorId,
    body: note,
  });
  const read = async (address: string, as = project.annotatorId) =>
    (await request(path + address, { as })).json();
  expect(await read("/own-annotations?limit=5")).toMatchObject([
    { action: "flag", note: "torn", isCurrent: true },
  ]);
  expect(await read("/own-annotations?action=flag&standing=true")).toHaveLength(1);
  expect(await read(`/own-annotations?labelClassId=${project.classIds[0]}`)).toEqual([]);
  expect(
    await codeOf(await request(`${path}/own-annotations?action=undo`, { as: project.annotatorId })),
  ).toBe("invalid_request");
  expect(await read("/own-work?timeZone=Europe%2FBerlin")).toMatchObject({ flagged: 1, activeSeconds: 4 });
  expect(await read("/flags", lead)).toMatchObject([{ note: "torn", sampleId: project.sampleIds[0] }]);
  expect(await read("/own-annotations", lead)).toEqual([]);
});

test("a page that somebody else opened stores nothing, takes nothing and gives nothing back", async () => {
  const project = await arrangeBench(db);
  const { projectId, annotatorId, sampleIds, classIds } = project;
  const other = await arrangeMember(db, projectId, "annotator");
  const label = { action: "label", sampleId: sampleIds[0], labelClassId: classIds[0], seconds: 1 };
  const send = (method: string, path: string, body: unknown, pageUserId: string) =>
    request(`/projects/${projectId}${path}`, {
      ...{ method, as: other, body },
      headers: { [pageUserHeader]: pageUserId },
    });
  const requests: [string, string, unknown][] = [
    ["PUT", `/annotations/${randomUUID()}`, label],
    ["POST", "/annotations", [{ id: randomUUID(), input: label }]],
    ["POST", "/leases", { count: 2, holding: [] }],
    ["POST", "/grid", { labelClassId: classIds[0], count: 12, holding: [] }],
  ];
  await send("POST", "/leases", { count: 1, holding: [] }, other);
  const held = await leasesOf(db, project);
  expect(held).toHaveLength(1);
  requests.push(["POST", "/leases/give-back", { sampleIds: held.map(({ sampleId }) => sampleId) }]);
  for (const [method, path, body] of requests) {
    const answer = await send(method, path, body, annotatorId);
    expect([answer.status, await codeOf(answer)], path).toEqual([401, "not_signed_in"]);
  }
  expect(await storedAnnotations(db, project)).toEqual([]);
  expect(await leasesOf(db, project)).toEqual(held);
  const [[method, path, body]] = requests as [[string, string, unknown]];
  expect((await send(method, path, body, other)).status).toBe(200);
  expect(await storedAnnotations(db, project)).toHaveLength(1);
});
