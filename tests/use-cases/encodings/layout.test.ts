import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { encodings } from "@/db/schema/projects";
import { readLayout } from "@/lib/encodings/layout-blob";
import { requestMissingLayouts } from "@/lib/encodings/layout-progress";
import { handleEncode } from "@/workers/handle-encode";
import { handleGraph } from "@/workers/handle-graph";
import { handleLayout } from "@/workers/handle-layout";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { encodingHelpers, textsOf } from "./encoding-helpers";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);
const { encodingsOf, interrupted, jobsOf } = encodingHelpers(db, worker);

async function placesOf(project: ArrangedProject): Promise<Float32Array> {
  const [encoding] = await encodingsOf(project);
  return readLayout(worker.blobs, encoding!.layoutBlob!);
}

test("the map comes after the graph, once, and has a place for every row", async () => {
  const project = await arrangeProject(db, textsOf(0, 60));
  await handleEncode(worker, project);
  await handleLayout(worker, project);
  expect((await encodingsOf(project))[0]?.layoutBlob).toBeNull();
  expect(await jobsOf(project)).not.toContain("layout");
  await handleGraph(worker, project);
  expect(await jobsOf(project)).toContain("layout");
  await handleLayout(worker, project);
  const places = await placesOf(project);
  expect(places).toHaveLength(120);
  expect(places.every(Number.isFinite)).toBe(true);
  const requests: string[] = [];
  await handleLayout(
    interrupted(async (kind) => void requests.push(kind)),
    project,
  );
  expect(requests).toEqual([]);
});

test("a pool of one sample has no graph, and its map at once", async () => {
  const project = await arrangeProject(db, textsOf(0, 1));
  await handleEncode(worker, project);
  expect(await jobsOf(project)).toContain("layout");
  await handleLayout(worker, project);
  expect(await placesOf(project)).toHaveLength(2);
});

test("pools from before there were maps are asked for theirs once", async () => {
  const project = await arrangeProject(db, textsOf(0, 30));
  await handleEncode(worker, project);
  expect(await requestMissingLayouts(db)).toBe(0);
  await db.update(encodings).set({ graphBlob: "older" }).where(eq(encodings.projectId, project.projectId));
  expect(await requestMissingLayouts(db)).toBe(1);
  expect(await jobsOf(project)).toContain("layout");
  expect(await requestMissingLayouts(db)).toBe(0);
});
