import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { classCandidates, queues } from "@/db/schema/labeling";
import { newId } from "@/lib/ids";
import { createLog } from "@/lib/log";
import { createCandidateWriter } from "@/workers/candidate-writer";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { waitFor } from "../../setup/wait-for";

const { db } = await createTestDatabase();
const log = createLog("test", "silent");

async function goLive({ projectId }: ArrangedProject, generation: number): Promise<void> {
  await db
    .insert(queues)
    .values({ projectId, generation, publishedAt: new Date() })
    .onConflictDoUpdate({ target: queues.projectId, set: { generation } });
}

/** Row `generation` is the one candidate. */
function candidatesOf({ projectId, labelClassIds }: ArrangedProject, generation: number) {
  const candidates = {
    classes: Int32Array.of(0),
    rows: Int32Array.of(generation),
    probabilities: Float32Array.of(0.9),
  };
  return { projectId, generation, modelVersionId: newId(), labelClassIds, candidates };
}

async function storedRows({ projectId, sampleIds }: ArrangedProject): Promise<number[]> {
  const found = await db
    .select({ sampleId: classCandidates.sampleId })
    .from(classCandidates)
    .where(eq(classCandidates.projectId, projectId))
    .orderBy(asc(classCandidates.rank));
  return found.map(({ sampleId }) => sampleIds.indexOf(sampleId));
}

test("of rounds that follow fast only the newest one's candidates are stored, of each project", async () => {
  const [project, other] = [
    await arrangeProject(db, ["a", "b", "c"]),
    await arrangeProject(db, ["a", "b", "c"]),
  ];
  const writer = createCandidateWriter({ db, log }, 60_000);
  await goLive(other, 1);
  writer.write(candidatesOf(other, 1));
  for (const generation of [1, 2]) {
    await goLive(project, generation);
    writer.write(candidatesOf(project, generation));
  }
  expect(await storedRows(project)).toEqual([]);
  await writer.flush();
  expect([await storedRows(project), await storedRows(other)]).toEqual([[2], [1]]);
});

test("after the wait they are stored by themselves, and again after later rounds", async () => {
  const project = await arrangeProject(db, ["a", "b", "c"]);
  const writer = createCandidateWriter({ db, log }, 10);
  for (const generation of [1, 2]) {
    await goLive(project, generation);
    writer.write(candidatesOf(project, generation));
    await waitFor("the candidates", async () => (await storedRows(project))[0] === generation);
  }
});

test("candidates that cannot be stored keep no other project's from it", async () => {
  const project = await arrangeProject(db, ["a", "b", "c"]);
  await goLive(project, 1);
  const gone = await arrangeProject(db, ["a"]);
  await goLive(gone, 1);
  const writer = createCandidateWriter({ db, log }, 60_000);
  writer.write({ ...candidatesOf(gone, 0), generation: 1, labelClassIds: [newId()] });
  writer.write(candidatesOf(project, 1));
  await writer.flush();
  expect([await storedRows(gone), await storedRows(project)]).toEqual([[], [1]]);
});
