import { readdirSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { samplePayloads } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { arrangeLabels } from "../../setup/arrange-project";
import { createTestDatabase } from "../../setup/test-database";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeMember,
  arrangeUser,
  record,
  take,
} from "../labeling/arrange";
import { codeOf, openApi } from "./open-api";

const database = await createTestDatabase();
const { request, services } = openApi(database);
const { db } = database;

/** A picture that is red on its left and blue on its right, as its file stores it. */
function redAndBlue(width: number, height: number) {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const };
  return sharp({ create: { width, height, channels: 3, background: "#0000ff" } }).composite([
    { input: { create: { ...half, background: "#ff0000" } }, left: 0, top: 0 },
  ]);
}

/** A bench whose first sample is this image, and a way to ask for its preview. */
async function benchWith(content: Buffer, type: "image/png" | "image/jpeg") {
  const project = await arrangeBench(db, { samples: 2 });
  const { projectId, annotatorId, sampleIds } = project;
  const { autoOrient } = await sharp(content, { limitInputPixels: false }).metadata();
  const imageBlob = await services.blobs.put(content);
  await db
    .update(samplePayloads)
    .set({ text: null, imageBlob, imageType: type, width: autoOrient.width, height: autoOrient.height })
    .where(eq(samplePayloads.sampleId, sampleIds[0]!));
  const preview = (sampleId = sampleIds[0]) =>
    request(`/projects/${projectId}/samples/${sampleId}/preview`, { as: annotatorId });
  return { project, imageBlob, sampleIds, preview };
}

test("a photograph is shown upright, at most 1600 pixels long, and as a WebP that may be kept", async () => {
  const photo = await redAndBlue(2400, 1200).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { preview } = await benchWith(photo, "image/jpeg");
  const response = await preview();
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "image/webp",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "cache-control": "private, max-age=31536000, immutable",
  });
  const { data, info } = await sharp(Buffer.from(await response.arrayBuffer()))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([800, 1600]);
  // Orientation 6 turns the left side up: red above, blue below.
  const pixel = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * info.channels).subarray(0, 3),
  ];
  expect(pixel(400, 200)[0]).toBeGreaterThan(200);
  expect(pixel(400, 1400)[2]).toBeGreaterThan(200);
});

test("a preview is made once, however many ask at the same time", async () => {
  const { preview, imageBlob } = await benchWith(await redAndBlue(2000, 2000).png().toBuffer(), "image/png");
  const answers = await Promise.all(Array.from({ length: 6 }, () => preview().then((r) => r.arrayBuffer())));
  const later = await preview().then((response) => response.arrayBuffer());
  expect(new Set([...answers, later].map((bytes) => Buffer.from(bytes).toString("base64"))).size).toBe(1);
  const kept = readdirSync(join(services.dataDirectory, "previews", imageBlob.slice(0, 2)));
  expect(kept).toEqual([`${imageBlob}.webp`]);
});

test("a small image is sent as it was imported, to the last pixel", async () => {
  const digit = await redAndBlue(28, 28).png().toBuffer();
  const { preview } = await benchWith(digit, "image/png");
  const response = await preview();
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(digit);
});

test("a flood of pixels is refused before memory is spent on it", async () => {
  const flood = await sharp({ create: { width: 8000, height: 7000, channels: 3, background: "#000" } })
    .png()
    .toBuffer();
  const { preview } = await benchWith(flood, "image/png");
  const response = await preview();
  expect(response.status).toBe(500);
});

test("a text has no preview", async () => {
  const { preview, sampleIds } = await benchWith(await redAndBlue(8, 8).png().toBuffer(), "image/png");
  expect(await codeOf(await preview(sampleIds[1]))).toBe("image_not_found");
});

describe("an image of the holdout reserve", () => {
  const blind = "sample_not_shown";

  async function arrangeBlind() {
    const { project } = await benchWith(await redAndBlue(8, 8).png().toBuffer(), "image/png");
    await db.update(projects).set({ holdoutShare: 1 }).where(eq(projects.id, project.projectId));
    const [other, engineer, lead] = await Promise.all([
      arrangeMember(db, project.projectId, "annotator"),
      arrangeMember(db, project.projectId, "engineer"),
      arrangeMember(db, project.projectId, "lead"),
    ]);
    return { project, people: { first: project.annotatorId, other, engineer, lead } };
  }

  /** What they are told, the same of both forms of the image: null where they get it. */
  async function seenBy({ projectId, sampleIds }: ArrangedBench, as: string) {
    const [image, preview] = await Promise.all(
      ["image", "preview"].map(async (form) =>
        codeOf(await request(`/projects/${projectId}/samples/${sampleIds[0]}/${form}`, { as })),
      ),
    );
    expect(image).toBe(preview);
    return image;
  }

  const label = ({ sampleIds, classIds }: ArrangedBench) =>
    ({ action: "label", sampleId: sampleIds[0]!, labelClassId: classIds[0]!, seconds: 1 }) as const;

  test("is for leads, owners, and whoever has it at the bench or decided about it", async () => {
    const { project, people } = await arrangeBlind();
    const see = () => Promise.all(Object.values(people).map((as) => seenBy(project, as)));
    expect(await see()).toEqual([blind, blind, blind, null]);
    expect(await seenBy(project, await arrangeUser(db, "owner"))).toBeNull();
    await take(db, project, 1);
    expect(await see()).toEqual([null, blind, blind, null]);
    await record(db, project, { action: "skip", sampleId: project.sampleIds[0]!, seconds: 1 });
    expect(await see()).toEqual([null, blind, blind, null]);
  });

  test("is also for engineers once it is labeled, and not for other annotators", async () => {
    const { project, people } = await arrangeBlind();
    await record(db, project, label(project));
    expect(await seenBy(project, people.engineer)).toBeNull();
    expect(await seenBy(project, people.other)).toBe(blind);
  });

  test("is for all once its label came with the file; a sample that is not there looks like a blind one", async () => {
    const { project, people } = await arrangeBlind();
    const missing = { ...project, sampleIds: [2 ** 40] };
    expect(await seenBy(missing, people.other)).toBe(blind);
    await arrangeLabels(
      db,
      {
        ...project,
        sampleIds: [...project.sampleIds],
        labelClassIds: [...project.classIds],
        userId: people.lead,
      },
      [{ row: 0, classIndex: 0, slot: "imported" }],
    );
    expect(await seenBy(project, people.other)).toBeNull();
  });
});
