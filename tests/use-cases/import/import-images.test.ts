import { sql } from "drizzle-orm";
import sharp from "sharp";
import { expect, test } from "vitest";
import { readImages, readImagesOf, readTextsOf } from "@/lib/samples/read-content";
import { makeZip } from "../../lib/samples/readers/make-zip";
import { createTestDatabase } from "../../setup/test-database";
import { importBench } from "./imported";

const { db } = await createTestDatabase();
const { blobs, makeProject, importFile, rows } = await importBench(db);

const grey = (value: number) =>
  sharp(Buffer.alloc(64, value), { raw: { width: 8, height: 8, channels: 1 } })
    .png()
    .toBuffer();

test("images go to the blob store by hash, damaged ones are refused by name, and the pool reads back", async () => {
  const projectId = await makeProject("image");
  const [dark, bright] = [await grey(10), await grey(240)];
  const noise = Buffer.from(Array.from({ length: 100 * 100 * 3 }, (_, i) => (i * 7919) % 251));
  const jpeg = await sharp(noise, { raw: { width: 100, height: 100, channels: 3 } })
    .jpeg()
    .toBuffer();
  const archive = await makeZip({
    "dark/1.png": dark,
    "dark/cut.jpg": jpeg.subarray(0, jpeg.length / 2),
    "bright/1.png": bright,
    "bright/again.png": dark,
  });
  const outcome = await importFile(projectId, archive, { format: "zip", labelUse: "truth" });
  expect(outcome).toMatchObject({ state: "done", accepted: 2, duplicates: 1, refused: 1 });
  expect(outcome.report).toEqual([
    expect.stringMatching(/^dark\/cut\.jpg: damaged or cut off/),
    "bright/again.png: duplicate of dark/1.png with another label: “bright” here, “dark” there is kept",
  ]);
  const [first] = await rows<{ image_blob: string; content_hash: string }>(sql`
    select p.*, encode(s.content_hash, 'hex') as content_hash from samples s
    join sample_payloads p on p.sample_id = s.id where s.project_id = ${projectId} order by s.row`);
  expect(first).toMatchObject({ external_id: "dark/1.png", image_type: "image/png", width: 8, height: 8 });
  expect(first!.image_blob).toBe(first!.content_hash);
  expect(await blobs.get(first!.image_blob)).toEqual(dark);
  const images = [];
  for await (const batch of readImages(db, blobs, projectId, 1)) images.push(...batch);
  expect(images.map(({ channels, data }) => [channels, data[0]])).toEqual([
    [1, 10],
    [1, 240],
  ]);
  expect(await readImagesOf(db, blobs, projectId, [1, 0, 1])).toEqual([images[1], images[0], images[1]]);
  // Neither a row beyond the pool nor a content of another kind passes for a sample.
  await expect(readImagesOf(db, blobs, projectId, [0, 2])).rejects.toThrow("no content for the row");
  await expect(readTextsOf(db, projectId, [0])).rejects.toThrow("no content for the row");
});
