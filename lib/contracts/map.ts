import { z } from "zod";
import { type Slot, slotSchema } from "./labeling";

/** The most points that a page is sent; of larger pools as many are drawn evenly. */
export const mostMapPoints = 100_000;

/** What the map's points are about. */
export const mapHeaderSchema = z.object({
  /** `no-encoding`: nothing is encoded yet; `placing`: it is, and the map is being made. */
  state: z.enum(["no-encoding", "placing", "ready"]),
  /** Samples in the pool; how many of them have a place; and of how many a point is sent. */
  poolRows: z.number().int(),
  placedRows: z.number().int(),
  points: z.number().int(),
  /** Whose predictions these are; null while no model tells any. */
  modelNumber: z.number().int().nullable(),
  /** Points name classes by their index in this list; archived ones are in it, as old labels name those, too. */
  classes: z.array(
    z.object({ id: z.uuid(), name: z.string(), position: z.number().int(), isArchived: z.boolean() }),
  ),
  /**
   * Where a sample may have several classes, the sets of none or several that occur, as indices in `classes`, ascending: a
   * point names one by its place here and the number of classes before it. Null where a sample has one class.
   */
  sets: z.array(z.array(z.number().int()).readonly()).readonly().nullable(),
});
export type MapHeader = z.infer<typeof mapHeaderSchema>;

/** Of a point without a label or a prediction, and of one that has several classes that `sets` has no room for. */
export const [noClass, otherSet] = [0xffff, 0xfffe];
/** As many sets are told apart: the rest of 16 bits is for classes. */
export const mostMapSets = 60_000;
/** The slot of a point without a label; others are indices in `mapSlots`. */
export const noSlot = 0xff;
export const mapSlots: readonly Slot[] = slotSchema.options;
/** The score of a point without a prediction; the others are `largestScore` times the uncertainty, 1 - margin. */
export const [noScore, largestScore] = [0xff, 0xfe];

/** One entry a point in each. */
export interface MapPoints {
  readonly sampleIds: Float64Array;
  /** 0..65535; both axes are scaled alike. */
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  /** As the header says. Of the holdout reserve nobody is told a prediction or a score. */
  readonly labels: Uint16Array;
  readonly predictions: Uint16Array;
  readonly slots: Uint8Array;
  readonly scores: Uint8Array;
}

export function createMapPoints(count: number): MapPoints {
  return {
    sampleIds: new Float64Array(count),
    x: new Uint16Array(count),
    y: new Uint16Array(count),
    labels: new Uint16Array(count).fill(noClass),
    predictions: new Uint16Array(count).fill(noClass),
    slots: new Uint8Array(count).fill(noSlot),
    scores: new Uint8Array(count).fill(noScore),
  };
}

/** The classes that a point's label or prediction names; null where it has none, or they are not told apart. */
export function mapClassesOf({ classes, sets }: MapHeader, value: number): readonly number[] | null {
  if (value === noClass || value === otherSet) return null;
  return value < classes.length ? [value] : sets![value - classes.length]!;
}

const prefixBytes = 4;
const jsonAlignment = 8;

/**
 * `GET /projects/{projectId}/map`: the length of the JSON (uint32), the header as JSON, padded with spaces so that what
 * follows begins at a multiple of eight, then the arrays of the points one after the other in the order of `MapPoints`:
 * float64, four times uint16, twice uint8. All little-endian.
 */
export function packMap(header: MapHeader, points: MapPoints): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const start = Math.ceil((prefixBytes + json.length) / jsonAlignment) * jsonAlignment;
  const arrays = arraysOf(points);
  const packed = new Uint8Array(start + arrays.reduce((sum, array) => sum + array.byteLength, 0));
  new DataView(packed.buffer).setUint32(0, start - prefixBytes, true);
  packed.fill(" ".charCodeAt(0), prefixBytes, start);
  packed.set(json, prefixBytes);
  let offset = start;
  for (const array of arrays) {
    packed.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  return packed;
}

/** The inverse; the points are views of the bytes. Throws a RangeError when some are missing. */
export function unpackMap(packed: ArrayBuffer): { header: MapHeader; points: MapPoints } {
  const start = prefixBytes + new DataView(packed).getUint32(0, true);
  const json = new TextDecoder().decode(new Uint8Array(packed, prefixBytes, start - prefixBytes));
  const header = JSON.parse(json) as MapHeader;
  const count = header.points;
  let offset = start;
  const next = (bytesEach: number) => {
    const at = offset;
    offset += bytesEach * count;
    return at;
  };
  const points: MapPoints = {
    sampleIds: new Float64Array(packed, next(8), count),
    x: new Uint16Array(packed, next(2), count),
    y: new Uint16Array(packed, next(2), count),
    labels: new Uint16Array(packed, next(2), count),
    predictions: new Uint16Array(packed, next(2), count),
    slots: new Uint8Array(packed, next(1), count),
    scores: new Uint8Array(packed, next(1), count),
  };
  return { header, points };
}

function arraysOf({ sampleIds, x, y, labels, predictions, slots, scores }: MapPoints) {
  return [sampleIds, x, y, labels, predictions, slots, scores];
}

/** The most samples that one request asks for, and of which a project waits. */
export const mostRequested = 2_000;

/** `PUT /projects/{projectId}/requested-samples`. */
export const requestSamplesSchema = z.object({
  sampleIds: z.array(z.number().int().positive()).min(1).max(mostRequested),
});

/** `GET`: how many requested samples wait for a label. */
export const requestedStateSchema = z.object({ waiting: z.number().int() });
export type RequestedState = z.infer<typeof requestedStateSchema>;

export const requestedSamplesSchema = requestedStateSchema.extend({
  /** Of those named: newly asked for, and asked for before. */
  added: z.number().int(),
  already: z.number().int(),
  /** And not asked for: kept for measuring, labeled already, skipped or flagged by somebody, or not of this project. */
  holdout: z.number().int(),
  labeled: z.number().int(),
  passedOver: z.number().int(),
  unknown: z.number().int(),
});
export type RequestedSamples = z.infer<typeof requestedSamplesSchema>;

/** `GET /projects/{projectId}/samples/{sampleId}/glimpse`: what a point of the map shows of its sample. */
export const glimpseSchema = z.object({
  sampleId: z.number().int(),
  /** Kept blind for measuring and not labeled yet: what it holds is not shown. */
  isBlind: z.boolean(),
  excerpt: z.string().nullable(),
  imageUrl: z.string().nullable(),
});
export type Glimpse = z.infer<typeof glimpseSchema>;
