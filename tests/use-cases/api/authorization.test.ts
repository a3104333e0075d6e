import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { endpoints } from "@/app/api/v1/_routes";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeBench, arrangeMember, arrangeUser } from "../labeling/arrange";
import { codeOf, openApi } from "./open-api";

const database = await createTestDatabase();
const { request } = openApi(database);
const { db } = database;

const roles = ["anonymous", "outsider", "annotator", "engineer", "lead", "owner"] as const;
type Role = (typeof roles)[number];

const leads: Role[] = ["lead", "owner"];
const labels: Role[] = ["annotator", "lead", "owner"];
const views: Role[] = ["engineer", "lead", "owner"];
const members: Role[] = ["annotator", "engineer", "lead", "owner"];
const signedIn: Role[] = ["outsider", "annotator", "engineer", "lead", "owner"];

/** Every endpoint there is, and who may use it. A new one fails this test until it stands here. */
const allowed: Record<string, readonly Role[]> = {
  "get /projects": signedIn,
  "post /projects": signedIn,
  "post /demo-projects": signedIn,
  "get /deleted-projects": signedIn,
  "delete /projects/{projectId}": leads,
  "post /projects/{projectId}/restore": leads,
  "get /settings": signedIn,
  "put /settings": signedIn,
  "post /projects/{projectId}/leases": labels,
  "post /projects/{projectId}/leases/give-back": labels,
  "put /projects/{projectId}/annotations/{annotationId}": labels,
  "post /projects/{projectId}/annotations": labels,
  "get /projects/{projectId}/own-annotations": labels,
  "get /projects/{projectId}/own-work": labels,
  "get /projects/{projectId}/flags": leads,
  "put /projects/{projectId}/flags/{annotationId}": leads,
  "get /projects/{projectId}/bench": labels,
  "get /projects/{projectId}/grid": labels,
  "post /projects/{projectId}/grid": labels,
  "get /projects/{projectId}/find": labels,
  "get /projects/{projectId}/samples/{sampleId}": labels,
  "get /projects/{projectId}/samples/{sampleId}/similar": labels,
  "get /projects/{projectId}/samples/{sampleId}/text": labels,
  "get /projects/{projectId}/events": members,
  "get /projects/{projectId}/samples/{sampleId}/image": members,
  "get /projects/{projectId}/samples/{sampleId}/preview": members,
  "get /projects/{projectId}/samples/{sampleId}/truth": leads,
  "post /projects/{projectId}/label-classes": leads,
  "post /projects/{projectId}/label-classes/{labelClassId}/archive": leads,
  "get /projects/{projectId}/settings": leads,
  "patch /projects/{projectId}": leads,
  "patch /projects/{projectId}/label-classes/{labelClassId}": leads,
  "post /projects/{projectId}/rounds": leads,
  "get /projects/{projectId}/rounds": views,
  "get /projects/{projectId}/queue": views,
  "get /projects/{projectId}/progress": views,
  "get /projects/{projectId}/quality": views,
  "get /projects/{projectId}/holdout-samples": views,
  "get /projects/{projectId}/holdout-samples/{labelClassId}": views,
  "put /projects/{projectId}/pinned-model": leads,
  "get /projects/{projectId}/map": views,
  "get /projects/{projectId}/samples/{sampleId}/glimpse": views,
  "get /projects/{projectId}/requested-samples": views,
  "put /projects/{projectId}/requested-samples": leads,
  "delete /projects/{projectId}/requested-samples": leads,
  "get /projects/{projectId}/team": leads,
  "patch /projects/{projectId}/members/{userId}": leads,
  "delete /projects/{projectId}/members/{userId}": leads,
  "post /projects/{projectId}/invitations": leads,
  "post /projects/{projectId}/invitations/{invitationId}/revoke": leads,
  "post /invitations/accept": signedIn,
  "get /projects/{projectId}/panel": views,
  "get /projects/{projectId}/agreement": views,
  "get /projects/{projectId}/ledger": views,
  "get /projects/{projectId}/pace": views,
  "get /projects/{projectId}/label-changes": views,
  "get /projects/{projectId}/simulations": views,
  "post /projects/{projectId}/simulations": leads,
  "get /projects/{projectId}/simulations/{simulationId}": views,
  "delete /projects/{projectId}/simulations/{simulationId}": leads,
  "post /projects/{projectId}/simulations/{simulationId}/cancel": leads,
  "get /projects/{projectId}/simulations/{simulationId}/report": views,
  "get /projects/{projectId}/imports": views,
  "post /projects/{projectId}/imports": leads,
  "get /projects/{projectId}/imports/{importId}": views,
  "get /projects/{projectId}/imports/{importId}/next-step": views,
  "get /projects/{projectId}/imports/{importId}/refusals": views,
  "get /projects/{projectId}/imports/{importId}/refusals.csv": views,
  "get /projects/{projectId}/exports/annotations.jsonl": views,
  "get /projects/{projectId}/exports/annotations.csv": views,
  "get /projects/{projectId}/exports/labels.jsonl": views,
  "get /projects/{projectId}/exports/labels.csv": views,
};

const { projectId, sampleIds } = await arrangeBench(db);
const users: Record<Role, string | null> = {
  anonymous: null,
  outsider: await arrangeMember(db, (await arrangeBench(db)).projectId, "lead"),
  annotator: await arrangeMember(db, projectId, "annotator"),
  engineer: await arrangeMember(db, projectId, "engineer"),
  lead: await arrangeMember(db, projectId, "lead"),
  owner: await arrangeUser(db, "owner"),
};

function pathOf(path: string): string {
  return path
    .replace("{projectId}", projectId)
    .replace("{sampleId}", String(sampleIds[0]))
    .replace(/\{\w+\}/g, randomUUID());
}

/** What the door says before anything is read or done; null once it let the request through. */
async function refusalOf(method: string, path: string, role: Role): Promise<string | null> {
  const response = await request(pathOf(path), {
    method: method.toUpperCase(),
    as: users[role],
    body: method === "get" ? undefined : {},
  });
  const code = await codeOf(response);
  return code === "not_signed_in" || code === "forbidden" || code === "project_not_found" ? code : null;
}

function expectedRefusal(path: string, role: Role, key: string): string | null {
  if (allowed[key]!.includes(role)) return null;
  if (role === "anonymous") return "not_signed_in";
  return role === "outsider" && path.includes("{projectId}") ? "project_not_found" : "forbidden";
}

test("the table names every endpoint, and only those", () => {
  expect(endpoints.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    Object.keys(allowed).sort(),
  );
});

describe.each(endpoints.map(({ method, path }) => ({ key: `${method} ${path}`, method, path })))(
  "$key",
  ({ key, method, path }) => {
    test.each(roles)("%s", async (role) => {
      expect(await refusalOf(method, path, role)).toBe(expectedRefusal(path, role, key));
    });
  },
);

test("a project that does not exist and one that is none of yours look the same", async () => {
  const ask = async (id: string) => (await request(`/projects/${id}/panel`, { as: users.outsider })).text();
  const answers = await Promise.all([ask(projectId), ask(randomUUID()), ask("not-an-id")]);
  expect(new Set(answers).size).toBe(1);
});

test("what belongs to another project is not found through one's own", async () => {
  const mine = await arrangeBench(db, { truths: true });
  const lead = await arrangeMember(db, mine.projectId, "lead");
  const response = await request(`/projects/${mine.projectId}/samples/${sampleIds[0]}/truth`, { as: lead });
  expect(await codeOf(response)).toBe("truth_not_found");
});

test("the description of the API is for those who are signed in", async () => {
  expect(await codeOf(await request("/openapi.json"))).toBe("not_signed_in");
  const response = await request("/openapi.json", { as: users.outsider });
  const document = (await response.json()) as { paths: Record<string, unknown> };
  for (const { path } of endpoints) expect(document.paths).toHaveProperty([`/api/v1${path}`]);
});
