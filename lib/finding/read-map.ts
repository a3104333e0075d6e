import { createHash } from "node:crypto";
import type { Db } from "@/db/client";
import { type ClassName, readClassNames } from "@/db/queries/class-names";
import {
  type MapLabel,
  type MapVersion,
  readMapLabels,
  readMapVersion,
  readSampleIds,
} from "@/db/queries/map-samples";
import type { BlobStore } from "@/lib/storage/blob-store";
import { projectNotFound } from "../access/authorize";
import {
  createMapPoints,
  largestScore,
  type MapHeader,
  type MapPoints,
  mapSlots,
  mostMapPoints,
  noClass,
  packMap,
} from "../contracts/map";
import { readLayout } from "../encodings/layout-blob";
import { isHoldout } from "../learning/evaluation/holdout";
import type { PoolSummary } from "../learning/pool-summary";
import { readPoolSummary } from "../rounds/pool-summary-blob";
import { keepNewest } from "./keep-newest";
import { mapRows } from "./map-rows";
import { createMapSets, type MapSets } from "./map-sets";

interface Stores {
  readonly db: Db;
  readonly blobs: BlobStore;
}

export interface MapAnswer {
  /** Names what the answer is made of. */
  readonly tag: string;
  /** Null when the asker knows this version. */
  readonly bytes: Uint8Array<ArrayBuffer> | null;
}

/** Of so many projects the newest map stays in memory, 2 MB each at most, and which samples are on it. */
const keptProjects = 8;
const keepMap = keepNewest<Uint8Array<ArrayBuffer>>(keptProjects);
const keepSampleIds = keepNewest<Float64Array>(keptProjects);

/**
 * The map of a pool, packed as lib/contracts/map.ts says. Nobody is told what the model takes a row of the holdout
 * reserve for: that stays blind.
 */
export async function readMap(
  stores: Stores,
  projectId: string,
  knownTag: string | null,
  most = mostMapPoints,
): Promise<MapAnswer> {
  const { db } = stores;
  const [version, classes] = await Promise.all([
    readMapVersion(db, projectId),
    readClassNames(db, projectId),
  ]);
  if (!version) throw projectNotFound();
  const tag = tagOf(version, classes);
  if (tag === knownTag) return { tag, bytes: null };
  const bytes = await keepMap(`${projectId} ${tag} ${most}`, () =>
    makeMap(stores, projectId, version, classes, most),
  );
  return { tag, bytes };
}

async function makeMap(
  { db, blobs }: Stores,
  projectId: string,
  version: MapVersion,
  classes: readonly ClassName[],
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { layout, model, task } = version;
  if (!layout) return packMap(headerOf(version, classes), createMapPoints(0));
  const rows = mapRows(version.seed, layout.rows, most);
  const [places, summary, sampleIds] = await Promise.all([
    readLayout(blobs, layout.blob),
    model && readSummary(blobs, model, task),
    // A row is the same sample for ever.
    keepSampleIds(`${projectId} ${layout.rows} ${most}`, () => readSampleIds(db, projectId, rows)),
  ]);
  const points = createMapPoints(rows.length);
  const { sets, numberOf } = createMapSets(classes.length);
  const numbersOf = byClassIds(classes, numberOf);
  points.sampleIds.set(sampleIds);
  place(points, places, rows);
  label(points, await readMapLabels(db, projectId, sampleIds), numbersOf);
  if (model && summary) predict(points, rows, summary, predictionsOf(model, summary, numbersOf), version);
  const told = {
    points: rows.length,
    modelNumber: model && summary && model.number,
    sets: task === "multi" ? sets : null,
  };
  return packMap({ ...headerOf(version, classes), ...told }, points);
}

/** Null where a sample may have several classes and the model, of a version before this, tells only one of each. */
async function readSummary(
  blobs: BlobStore,
  { summaryBlob }: NonNullable<MapVersion["model"]>,
  task: MapVersion["task"],
): Promise<PoolSummary | null> {
  const summary = await readPoolSummary(blobs, summaryBlob);
  return task === "multi" && summary.sets === null ? null : summary;
}

function tagOf({ layout, model, sequence, poolRows, isEncoded }: MapVersion, classes: readonly ClassName[]) {
  const made = [layout, model, sequence, poolRows, isEncoded, classes];
  return createHash("sha256").update(JSON.stringify(made)).digest("base64url").slice(0, 27);
}

/** Of a map without points. */
function headerOf({ layout, isEncoded, poolRows }: MapVersion, classes: readonly ClassName[]): MapHeader {
  return {
    state: layout ? "ready" : isEncoded ? "placing" : "no-encoding",
    poolRows,
    placedRows: layout?.rows ?? 0,
    points: 0,
    modelNumber: null,
    classes: classes.map(({ id, name, position, isArchived }) => ({ id, name, position, isArchived })),
    sets: null,
  };
}

/** Both axes by the longer one, in the middle of the other. */
function place({ x, y }: MapPoints, places: Float32Array, rows: Int32Array): void {
  const [left, right] = rangeOf(places, 0);
  const [bottom, top] = rangeOf(places, 1);
  const side = Math.max(right - left, top - bottom) || 1;
  const [marginX, marginY] = [(side - (right - left)) / 2, (side - (top - bottom)) / 2];
  for (let i = 0; i < rows.length; i++) {
    const at = 2 * rows[i]!;
    x[i] = Math.round((65_535 * (places[at]! - left + marginX)) / side);
    y[i] = Math.round((65_535 * (places[at + 1]! - bottom + marginY)) / side);
  }
}

function rangeOf(places: Float32Array, axis: 0 | 1): [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = axis; at < places.length; at += 2) {
    least = Math.min(least, places[at]!);
    most = Math.max(most, places[at]!);
  }
  return [least, most];
}

function label(
  { sampleIds, labels, slots }: MapPoints,
  given: readonly MapLabel[],
  numbersOf: NumbersOf,
): void {
  const pointOf = new Map(Array.from(sampleIds, (id, point) => [id, point]));
  for (const { sampleIds: labeled, labelClassIds, slot } of given) {
    const label = numbersOf(labelClassIds);
    for (const id of labeled) {
      const point = pointOf.get(id)!;
      labels[point] = label;
      slots[point] = mapSlots.indexOf(slot);
    }
  }
}

/** Rows that joined the pool after the model have no prediction. */
function predict(
  { predictions, scores }: MapPoints,
  rows: Int32Array,
  summary: PoolSummary,
  values: readonly number[],
  { seed, holdoutShare }: MapVersion,
): void {
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row >= summary.classes.length || isHoldout(seed, row, holdoutShare)) continue;
    predictions[i] = values[summary.classes[row]!]!;
    scores[i] = Math.round(largestScore * Math.min(1, Math.max(0, 1 - summary.margin[row]!)));
  }
}

/** How points name what the summary's `classes` say. */
function predictionsOf(
  { labelClassIds }: NonNullable<MapVersion["model"]>,
  { sets }: PoolSummary,
  numbersOf: NumbersOf,
): readonly number[] {
  if (sets === null) return labelClassIds.map((id) => numbersOf([id]));
  return sets.map((set) => numbersOf(set.map((classIndex) => labelClassIds[classIndex]!)));
}

/** How a point names classes of these ids, in any order. */
type NumbersOf = (classIds: readonly string[]) => number;

function byClassIds(classes: readonly ClassName[], numberOf: MapSets["numberOf"]): NumbersOf {
  const indexOf = new Map(classes.map(({ id }, index) => [id, index]));
  return (classIds) => {
    const indices = classIds.map((id) => indexOf.get(id));
    // A class that was added since the names were read is on the next map.
    if (indices.includes(undefined)) return noClass;
    return numberOf((indices as number[]).toSorted((a, b) => a - b));
  };
}
