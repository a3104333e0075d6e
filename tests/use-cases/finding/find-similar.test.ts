import { expect, test } from "vitest";
import { findSimilar } from "@/lib/finding/find-similar";
import { type ArrangedProject, arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import { arrangeGraph, openTestBlobs, setHoldoutShare } from "./arrange-finding";

const { db } = await createTestDatabase();
const blobs = openTestBlobs();

function similar(project: ArrangedProject, row: number) {
  const asker = { projectId: project.projectId, annotatorId: project.userId };
  return findSimilar({ db, blobs }, asker, project.sampleIds[row]!);
}

test("neighbours come first, then their neighbours, the sample itself never", async () => {
  const degrees = [0, 5, 11, 18, 26, 90, 180];
  const project = await arrangeProject(
    db,
    degrees.map((angle) => `at ${angle}`),
    { holdoutShare: 0 },
  );
  await arrangeGraph(db, blobs, project.projectId, degrees, 2);
  const { basis, hits } = await similar(project, 0);
  expect(basis).toBe("embeddings");
  // Its own neighbours are 5 and 11; theirs bring 18 and not what lies further.
  expect(hits.map(({ sample }) => sample.text)).toEqual(["at 5", "at 11", "at 18"]);
});

test("before there is a graph, texts that share its rare words are found", async () => {
  const project = await arrangeProject(
    db,
    ["The midfielder's hat-trick", "a hat-trick by the striker's midfielder", "the bank's rates", "no word"],
    { holdoutShare: 0 },
  );
  const { basis, hits } = await similar(project, 0);
  expect(basis).toBe("words");
  expect(hits.map(({ sample }) => sample.text).slice(0, 1)).toEqual([
    "a hat-trick by the striker's midfielder",
  ]);
  expect(hits.map(({ sample }) => sample.text)).not.toContain("no word");
});

test("a sample that joined the pool after the graph was made is compared by its words", async () => {
  const project = await arrangeProject(db, ["alpha", "beta", "gamma", "delta", "alpha delta"], {
    holdoutShare: 0,
  });
  await arrangeGraph(db, blobs, project.projectId, [0, 1, 2, 3], 2);
  const { basis, hits } = await similar(project, 4);
  expect(basis).toBe("words");
  expect(hits.map(({ sample }) => sample.text).sort()).toEqual(["alpha", "delta"]);
});

test("rows of the holdout reserve are neither asked about nor shown", async () => {
  const degrees = Array.from({ length: 30 }, (_, row) => row);
  const project = await arrangeProject(
    db,
    degrees.map((angle) => `at ${angle}`),
    { holdoutShare: 0 },
  );
  await arrangeGraph(db, blobs, project.projectId, degrees, 10);
  const all = await similar(project, 15);
  await setHoldoutShare(db, project.projectId, 1);
  await expect(similar(project, 15)).rejects.toMatchObject({ code: "sample_not_shown" });
  expect(all.hits.length).toBeGreaterThan(10);
});
