import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { createApi } from "@/app/_server/api";
import { endpoints } from "@/app/api/v1/_routes";
import { createDb } from "@/db/client";
import { samplePayloads } from "@/db/schema/labeling";
import { notify } from "@/lib/jobs/notify";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember } from "../labeling/arrange";
import { codeOf, openApi, origin } from "./open-api";

const database = await createTestDatabase();
const { request, services } = openApi(database);
const { db } = database;
const someone = { id: "u", name: "Ada", email: "ada@example.org", serverRole: "member" as const };

test("an annotator takes samples, labels one, sees it counted and takes it back", async () => {
  const { projectId, annotatorId: as, classIds } = await arrangeBench(db);
  const base = `/projects/${projectId}`;
  const taken = await (await request(`${base}/leases`, { method: "POST", as, body: { count: 3 } })).json();
  const { sampleId } = taken.samples[0];
  const id = randomUUID();
  const body = { action: "label", sampleId, labelClassId: classIds[0], seconds: 1.5 };
  const recorded = await request(`${base}/annotations/${id}`, { method: "PUT", as, body });
  expect(await recorded.json()).toMatchObject({ id, sample: null });
  const bench = () => request(`${base}/bench?since=2020-01-01T00:00:00Z`, { as }).then((r) => r.json());
  expect(await bench()).toMatchObject({ ownToday: 1, ownTotal: 1, labelsSpent: 1, labelsUntilRound: 4 });
  const undo = { action: "undo", undoes: id };
  const undone = await request(`${base}/annotations/${randomUUID()}`, { method: "PUT", as, body: undo });
  expect((await undone.json()).sample.sampleId).toBe(sampleId);
  // On a busy machine the count of all labels may be that of a moment ago.
  await expect.poll(bench, { timeout: 15_000 }).toMatchObject({ ownToday: 0, ownTotal: 0, labelsSpent: 0 });
});

test("labels before the annotator's midnight are not today's", async () => {
  const { projectId, annotatorId: as, classIds, sampleIds } = await arrangeBench(db);
  const body = { action: "label", sampleId: sampleIds[0], labelClassId: classIds[0], seconds: 1 };
  await request(`/projects/${projectId}/annotations/${randomUUID()}`, { method: "PUT", as, body });
  const response = await request(`/projects/${projectId}/bench?since=2100-01-01T00:00:00Z`, { as });
  expect(await response.json()).toMatchObject({ ownToday: 0, ownTotal: 1 });
});

test("a midnight in a year that PostgreSQL does not know is refused", async () => {
  const { projectId, annotatorId: as } = await arrangeBench(db);
  const response = await request(`/projects/${projectId}/bench?since=0000-01-01T00:00:00Z`, { as });
  expect(await codeOf(response)).toBe("invalid_request");
});

test("only leads may label as the oracle", async () => {
  const { projectId, annotatorId, classIds, sampleIds } = await arrangeBench(db, { truths: true });
  const lead = await arrangeMember(db, projectId, "lead");
  const body = {
    action: "label",
    sampleId: sampleIds[0],
    labelClassId: classIds[0],
    seconds: 0,
    byOracle: true,
  };
  const put = (as: string) =>
    request(`/projects/${projectId}/annotations/${randomUUID()}`, { method: "PUT", as, body });
  expect(await codeOf(await put(annotatorId))).toBe("forbidden");
  expect(await codeOf(await put(lead))).toBeNull();
  const truth = await request(`/projects/${projectId}/samples/${sampleIds[1]}/truth`, { as: lead });
  expect(await truth.json()).toEqual({ labelClassId: classIds[1], labelClassIds: null });
});

test("an image is served as what it was found to be, and can do nothing in the browser", async () => {
  const { projectId, annotatorId: as, sampleIds } = await arrangeBench(db);
  const content = Buffer.from("not really an image");
  const imageBlob = await services.blobs.put(content);
  await db
    .update(samplePayloads)
    .set({ text: null, imageBlob, imageType: "image/png" })
    .where(eq(samplePayloads.sampleId, sampleIds[0]!));
  const response = await request(`/projects/${projectId}/samples/${sampleIds[0]}/image`, { as });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/png",
    "content-length": String(content.length),
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": expect.stringContaining("private"),
  });
  expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
  const none = await request(`/projects/${projectId}/samples/${sampleIds[1]}/image`, { as });
  expect(await codeOf(none)).toBe("image_not_found");
});

test("a write from another site's page is not carried out, whoever is signed in", async () => {
  const { projectId, annotatorId: as } = await arrangeBench(db);
  const send = (headers: Record<string, string>) =>
    request(`/projects/${projectId}/leases`, { method: "POST", as, body: { count: 1 }, headers });
  expect(await codeOf(await send({ "sec-fetch-site": "cross-site" }))).toBe("foreign_page");
  expect(await codeOf(await send({ "sec-fetch-site": "same-site" }))).toBe("foreign_page");
  expect(await codeOf(await send({ origin: "https://evil.example" }))).toBe("foreign_page");
  expect(await codeOf(await send({ origin: "null" }))).toBe("foreign_page");
  expect(await codeOf(await send({ "sec-fetch-site": "same-origin" }))).toBeNull();
  expect(await codeOf(await send({ origin }))).toBeNull();
  expect(await codeOf(await send({}))).toBeNull();
});

test("a request of the wrong shape is refused in words", async () => {
  const { projectId, annotatorId: as } = await arrangeBench(db);
  const path = `/projects/${projectId}/leases`;
  const wrong = await request(path, { method: "POST", as, body: { count: 0 } });
  expect(wrong.status).toBe(400);
  expect(await wrong.json()).toMatchObject({
    error: { code: "invalid_request", message: expect.stringContaining("count"), retryable: false },
  });
  const huge = await request(path, {
    method: "POST",
    as,
    body: { count: 1, padding: "x".repeat(1_000_001) },
  });
  expect(await codeOf(huge)).toBe("invalid_request");
  const form = await request(path, { method: "POST", as, headers: { "content-type": "text/plain" } });
  expect(await codeOf(form)).toBe("invalid_request");
  expect((await request("/nothing", { as })).status).toBe(404);
});

test("an open page hears what changes in its project, and in no other", async () => {
  const mine = await arrangeBench(db);
  const other = await arrangeBench(db);
  const closing = new AbortController();
  const response = await request(`/projects/${mine.projectId}/events`, {
    as: mine.annotatorId,
    signal: closing.signal,
  });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const heard: string[] = [];
  const hearUntil = async (kind: string) => {
    while (!heard.includes(kind)) {
      const { value = "" } = await reader.read();
      for (const [, data] of value.matchAll(/data: (.*)\n/g)) heard.push(JSON.parse(data!).kind);
    }
  };
  await hearUntil("missed");
  await notify(db, other.projectId, "classes");
  await notify(db, mine.projectId, "round");
  await hearUntil("round");
  expect(heard).toEqual(["missed", "round"]);
  closing.abort();
  await reader.cancel();
});

test("an unexpected failure tells a reference and no details", async () => {
  const currentUser = async () => {
    throw new Error("secret detail");
  };
  const api = createApi(endpoints, () => ({ ...services, currentUser }));
  const response = await api.fetch(new Request(`${origin}/api/v1/projects`));
  expect(response.status).toBe(500);
  const { error } = (await response.json()) as { error: { code: string; message: string } };
  expect(error.code).toBe("unexpected");
  expect(error.message).toMatch(/reference [0-9a-f-]{36}/);
  expect(error.message).not.toContain("secret");
});

test("while the database is away, the answer is to come back soon", async () => {
  const { db: absent, close } = createDb("postgres://nobody@127.0.0.1:1/none");
  const api = createApi(endpoints, () => ({ ...services, db: absent, currentUser: async () => someone }));
  const response = await api.fetch(new Request(`${origin}/api/v1/projects`));
  await close();
  expect(response.status).toBe(503);
  expect(response.headers.get("retry-after")).toBe("2");
  expect(await codeOf(response)).toBe("unavailable");
});
