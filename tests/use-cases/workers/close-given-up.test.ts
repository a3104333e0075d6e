import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { encodings, imports } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { closeGivenUp } from "@/workers/close-given-up";
import { arrangeProject } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";

const { db } = await createTestDatabase();

test("an import and an encoding that were tried too often are closed, others go on", async () => {
  const { projectId } = await arrangeProject(db, ["one", "two"]);
  const [given, waiting, encodingId] = [newId(), newId(), newId()];
  for (const id of [given, waiting]) {
    const file = { fileName: "a.csv", format: "csv", labelUse: "ignore", sourcePath: "/gone" } as const;
    await db.insert(imports).values({ ...file, id, projectId, state: "running" });
    await enqueue(db, "import", { importId: id, projectId });
  }
  const rows = { rowCount: 2, fittedRows: 2 };
  const encoding = { projectId, encoder: "text-cooccurrence", state: "running", ...rows } as const;
  await db.insert(encodings).values({ ...encoding, id: encodingId });
  await enqueue(db, "encode", { projectId });
  expect(await closeGivenUp(db)).toBe(0);

  await db.execute(sql`
    update graphile_worker._private_jobs set attempts = max_attempts where key <> ${`import:${waiting}`}`);
  expect(await closeGivenUp(db)).toBe(2);
  const [failed] = await db.select().from(imports).where(eq(imports.id, given));
  expect(failed).toMatchObject({ state: "failed", error: expect.stringContaining("Nothing was imported") });
  const [going] = await db.select().from(imports).where(eq(imports.id, waiting));
  expect(going?.state).toBe("running");
  const [closed] = await db.select().from(encodings).where(eq(encodings.id, encodingId));
  expect(closed?.state).toBe("failed");
});

test("an encoding by a change of the encoder is closed when that was tried too often, and no encoding is to come", async () => {
  const { projectId } = await arrangeProject(db, ["one", "two"]);
  const id = newId();
  const rows = { rowCount: 2, fittedRows: 2 };
  await db.insert(encodings).values({ id, projectId, encoder: "tfidf-svd", state: "running", ...rows });
  for (const kind of ["compare", "encode"] as const) await enqueue(db, kind, { projectId });
  for (const kind of ["compare", "encode"]) {
    expect(await closeGivenUp(db)).toBe(0);
    await db.execute(sql`
      update graphile_worker._private_jobs set attempts = max_attempts where key = ${`${kind}:${projectId}`}`);
  }
  expect(await closeGivenUp(db)).toBe(1);
  const [closed] = await db.select().from(encodings).where(eq(encodings.id, id));
  expect(closed?.state).toBe("failed");
});

test("a neighbour graph that nobody will build is not shown as being built", async () => {
  const { projectId } = await arrangeProject(db, ["one", "two"]);
  const id = newId();
  await db.insert(encodings).values({
    id,
    projectId,
    encoder: "text-cooccurrence",
    state: "done",
    doing: "find-neighbours",
    rowCount: 2,
    fittedRows: 2,
    encoderBlob: "e",
    shardBlobs: [],
  });
  await enqueue(db, "graph", { projectId });
  await closeGivenUp(db);
  const [waiting] = await db.select().from(encodings).where(eq(encodings.id, id));
  expect(waiting?.doing).toBe("find-neighbours");

  await db.execute(sql`
    update graphile_worker._private_jobs set attempts = max_attempts where key = ${`graph:${projectId}`}`);
  await closeGivenUp(db);
  const [closed] = await db.select().from(encodings).where(eq(encodings.id, id));
  expect(closed).toMatchObject({ state: "done", doing: "" });
});
