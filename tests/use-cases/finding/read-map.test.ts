import { expect, test } from "vitest";
import {
  type MapHeader,
  type MapPoints,
  mapClassesOf,
  noClass,
  noScore,
  noSlot,
  otherSet,
  unpackMap,
} from "@/lib/contracts/map";
import { mapRows } from "@/lib/finding/map-rows";
import { createMapSets } from "@/lib/finding/map-sets";
import { readMap } from "@/lib/finding/read-map";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { arrangeEncoding } from "../../setup/arrange-model";
import { createTestDatabase } from "../../setup/test-database";
import { openApi } from "../api/open-api";
import { type ArrangedBench, arrangeBench, arrangeMember, record } from "../labeling/arrange";
import { setHoldoutShare } from "./arrange-finding";
import { arrangeMap } from "./arrange-map";

const database = await createTestDatabase();
const { db } = database;
const { request, services } = openApi(database);
const { blobs } = services;

/** Row i stands at (i, i²); a model takes it for the third class and the first in turn, surer by 1 % each. */
function arrange(project: ArrangedBench, { withModel = false } = {}): Promise<void> {
  return arrangeMap({ db, blobs }, project, {
    placeOf: (row) => [row, row ** 2],
    ...(withModel && { predict: (row) => [row % 2 === 0 ? 2 : 0, row / 100] }),
  });
}

async function mapOf(
  { projectId }: ArrangedBench,
  most?: number,
): Promise<{ header: MapHeader; points: MapPoints }> {
  const { bytes } = await readMap({ db, blobs }, projectId, null, most);
  return unpackMap(bytes!.buffer);
}

test("each point has its sample, its place, its label and what the model takes it for", async () => {
  const project = await arrangeBench(db);
  await arrange(project, { withModel: true });
  const [labeled] = project.sampleIds;
  await record(db, project, {
    action: "label",
    sampleId: labeled!,
    labelClassId: project.classIds[1]!,
    seconds: 1,
  });
  const { header, points } = await mapOf(project);
  expect(header).toMatchObject({ state: "ready", poolRows: 10, placedRows: 10, points: 10, modelNumber: 3 });
  expect([...points.sampleIds]).toEqual(project.sampleIds);
  expect(points.y[9]).toBe(65_535);
  // x goes to 9, y to 81: both are scaled by the longer side, x in its middle.
  expect([points.x[0]! / 65_535, points.x[9]! / 65_535]).toEqual([
    expect.closeTo(36 / 81, 3),
    expect.closeTo(45 / 81, 3),
  ]);
  expect([...points.labels]).toEqual([1, ...Array(9).fill(noClass)]);
  expect(points.slots[0]).not.toBe(noSlot);
  expect([...points.predictions]).toEqual([2, 0, 2, 0, 2, 0, 2, 0, 2, 0]);
  expect([points.scores[0], points.scores[5]]).toEqual([254, Math.round(254 * 0.95)]);
});

test("nobody is told what the model takes a row of the holdout reserve for, labeled or not", async () => {
  const project = await arrangeBench(db, { samples: 60 });
  await arrange(project, { withModel: true });
  await setHoldoutShare(db, project.projectId, 0.3);
  const isReserved = project.sampleIds.map((_, row) => isHoldout(1, row, 0.3));
  const held = project.sampleIds[isReserved.indexOf(true)]!;
  await record(db, project, {
    action: "label",
    sampleId: held,
    labelClassId: project.classIds[1]!,
    seconds: 1,
  });
  const { points } = await mapOf(project);
  expect([...points.predictions].map((index) => index === noClass)).toEqual(isReserved);
  expect([...points.scores].map((score) => score === noScore)).toEqual(isReserved);
});

test("a pool that is not encoded, one whose map is being made, and one without a model say so", async () => {
  const project = await arrangeBench(db);
  expect((await mapOf(project)).header).toMatchObject({ state: "no-encoding", points: 0, poolRows: 10 });
  await arrangeEncoding(db, project.projectId);
  expect((await mapOf(project)).header).toMatchObject({ state: "placing", points: 0 });
  await arrange(project);
  const { header, points } = await mapOf(project);
  expect(header).toMatchObject({ state: "ready", modelNumber: null });
  expect(new Set(points.predictions)).toEqual(new Set([noClass]));
});

test("while a grown pool is encoded anew, the map of before stays, and says how many it lacks", async () => {
  const project = await arrangeBench(db, { samples: 12 });
  await arrange({ ...project, sampleIds: project.sampleIds.slice(0, 10) });
  await arrangeEncoding(db, project.projectId, { rowCount: 12 });
  expect((await mapOf(project)).header).toMatchObject({
    state: "ready",
    poolRows: 12,
    placedRows: 10,
    points: 10,
  });
});

test("where samples may have several classes, labels and predictions are sets, and equal ones are named alike", async () => {
  const project = await arrangeBench(db, { project: { task: "multi" } });
  const sets = [[2], [0, 2], [], [0, 1, 2]];
  await arrangeMap({ db, blobs }, project, {
    placeOf: (row) => [row, row],
    predictSet: (row) => [sets[row % 4]!, row / 10],
  });
  const label = (row: number, positions: number[]) =>
    record(db, project, {
      action: "label-set",
      sampleId: project.sampleIds[row]!,
      labelClassIds: positions.map((position) => project.classIds[position]!),
      seconds: 1,
    });
  await label(0, [2]);
  await label(1, [2, 0]);
  await label(2, []);
  const { header, points } = await mapOf(project);
  const named = (values: Uint16Array) => Array.from(values, (value) => mapClassesOf(header, value));
  expect(header.modelNumber).toBe(3);
  expect(named(points.labels).slice(0, 4)).toEqual([[2], [0, 2], [], null]);
  expect(named(points.predictions)).toEqual(Array.from({ length: 10 }, (_, row) => sets[row % 4]));
  expect(points.predictions.slice(0, 3)).toEqual(points.labels.slice(0, 3));
  expect([points.scores[0], points.scores[5]]).toEqual([254, 127]);
});

test("a model of a version that told only one class of each sample tells nothing where it may have several", async () => {
  const project = await arrangeBench(db, { project: { task: "multi" } });
  await arrange(project, { withModel: true });
  const { header, points } = await mapOf(project);
  expect(header).toMatchObject({ state: "ready", modelNumber: null });
  expect(new Set(points.predictions)).toEqual(new Set([noClass]));
  expect(new Set(points.scores)).toEqual(new Set([noScore]));
});

test("where sets are more than are told apart, the rest are named as others, but for having none and having one", () => {
  const { numberOf, sets } = createMapSets(5, 2);
  expect([[0, 1], [1, 2], [], [4], [0, 1]].map(numberOf)).toEqual([6, otherSet, 5, 4, 6]);
  expect(sets).toEqual([[], [0, 1]]);
});

test("of a large pool one row of each of equal stretches is drawn, whatever order the file had", async () => {
  const project = await arrangeBench(db, { samples: 200 });
  await arrange(project);
  const { header, points } = await mapOf(project, 20);
  expect(header).toMatchObject({ poolRows: 200, placedRows: 200, points: 20 });
  const rows = [...points.sampleIds].map((id) => project.sampleIds.indexOf(id));
  expect(rows.map((row) => Math.floor(row / 10))).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(new Set(rows.map((row) => row % 10)).size).toBeGreaterThan(3);
  expect(mapRows(7, 5, 20)).toEqual(Int32Array.of(0, 1, 2, 3, 4));
});

test("over the API it is sent once, and again only when something changed", async () => {
  const project = await arrangeBench(db);
  await arrange(project);
  const as = await arrangeMember(db, project.projectId, "engineer");
  const path = `/projects/${project.projectId}/map`;
  const first = await request(path, { as });
  expect(first.headers.get("content-type")).toBe("application/octet-stream");
  expect(unpackMap(await first.arrayBuffer()).header.points).toBe(10);
  const tag = first.headers.get("etag")!;
  const again = () => request(path, { as, headers: { "if-none-match": tag } });
  expect((await again()).status).toBe(304);
  const [sampleId] = project.sampleIds;
  await record(db, project, {
    action: "label",
    sampleId: sampleId!,
    labelClassId: project.classIds[0]!,
    seconds: 1,
  });
  const changed = await again();
  expect(changed.status).toBe(200);
  expect(unpackMap(await changed.arrayBuffer()).points.labels[0]).toBe(0);
});

test("a glimpse shows the beginning of a text, and nothing of the holdout reserve before it is labeled", async () => {
  const project = await arrangeBench(db, { samples: 40 });
  await setHoldoutShare(db, project.projectId, 0.3);
  const as = await arrangeMember(db, project.projectId, "lead");
  const glimpse = async (sampleId: number) =>
    (await request(`/projects/${project.projectId}/samples/${sampleId}/glimpse`, { as })).json();
  const row = project.sampleIds.findIndex((_, i) => isHoldout(1, i, 0.3));
  const held = project.sampleIds[row]!;
  const open = project.sampleIds.findIndex((_, i) => !isHoldout(1, i, 0.3));
  expect(await glimpse(project.sampleIds[open]!)).toMatchObject({
    isBlind: false,
    excerpt: `Sample ${open}`,
  });
  expect(await glimpse(held)).toEqual({ sampleId: held, isBlind: true, excerpt: null, imageUrl: null });
  await record(db, project, {
    action: "label",
    sampleId: held,
    labelClassId: project.classIds[0]!,
    seconds: 1,
  });
  expect(await glimpse(held)).toMatchObject({ isBlind: false, excerpt: `Sample ${row}` });
});
