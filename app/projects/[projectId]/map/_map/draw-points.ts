import type { MapPoints } from "@/lib/contracts/map";
import type { Chosen } from "./choose-points";
import type { Size, Viewport } from "./viewport";

export interface Picture {
  readonly points: Pick<MapPoints, "x" | "y">;
  /** The pixel of each point: bytes R, G, B, A. */
  readonly colors: Uint32Array;
  /** Points that have nothing to show, drawn first and smaller, and those that stand out. */
  readonly quiet: Chosen;
  readonly loud: Chosen;
  readonly chosen: Chosen;
  /** Around what is chosen. */
  readonly ring: number;
  /** The group that stands out alone; null: all do. */
  readonly highlighted: number | null;
}

interface PictureParts {
  readonly points: Pick<MapPoints, "x" | "y">;
  /** The group of each point. */
  readonly of: Uint8Array;
  /** The pixel of each group; the last is that of points with nothing to show. */
  readonly groups: Uint32Array;
  readonly highlighted: number | null;
  readonly chosen: Chosen;
  readonly ring: number;
}

/** Sorts out once what each frame draws. */
export function createPicture({ points, of, groups, highlighted, chosen, ring }: PictureParts): Picture {
  const count = of.length;
  const nothing = groups.length - 1;
  const isQuiet = (group: number) => (highlighted === null ? group === nothing : group !== highlighted);
  const shown = groups.map((color, group) => (isQuiet(group) ? groups[nothing]! : color));
  const [quiet, loud] = [new Int32Array(count), new Int32Array(count)];
  const colors = new Uint32Array(count);
  let [quietCount, loudCount] = [0, 0];
  for (let point = 0; point < count; point++) {
    colors[point] = shown[of[point]!]!;
    if (isQuiet(of[point]!)) quiet[quietCount++] = point;
    else loud[loudCount++] = point;
  }
  return {
    ...{ points, colors, chosen, ring, highlighted },
    quiet: quiet.subarray(0, quietCount),
    loud: loud.subarray(0, loudCount),
  };
}

/** Points up to which their rims are smooth: with more of them nobody sees it, and it takes time. */
const mostSmooth = 20_000;

/** Pixels on the screen that a point's radius has: larger where there are few, and when one looks closer. */
export function pointRadius(count: number, magnified: number): number {
  const few = count <= 1_500 ? 4 : count <= 12_000 ? 2.6 : count <= 40_000 ? 1.8 : 1.3;
  return Math.min(6, few * Math.max(1, magnified) ** 0.3);
}

/**
 * Draws the points straight into pixels: 100,000 of them take a few milliseconds, where as many shapes of a canvas take
 * a hundred. What has nothing to show is drawn first, what is chosen last. `ratio` is of device pixels.
 */
export function drawPoints(
  image: ImageData,
  picture: Picture,
  view: Viewport,
  { radius, ratio }: { readonly radius: number; readonly ratio: number },
): void {
  const pixels = new Uint32Array(image.data.buffer);
  pixels.fill(0);
  const { points, colors, quiet, loud, chosen, ring } = picture;
  const isSmooth = colors.length <= mostSmooth;
  const disc = discOf(Math.max(0.7, radius * ratio), isSmooth);
  const paint = (which: Chosen, stamp: Disc, colorsOf: Uint32Array | number) =>
    paintAll(pixels, image, points, view, ratio, which, stamp, colorsOf);
  paint(quiet, discOf(Math.max(0.7, 0.75 * radius * ratio), isSmooth), colors);
  paint(loud, disc, colors);
  paint(chosen, discOf((radius + ringWidth) * ratio, isSmooth), ring);
  paint(chosen, disc, colors);
}

const ringWidth = 1.4;

/** A disc as pixels around its centre, and how much of each it covers, 1..255. */
interface Disc {
  readonly reach: number;
  readonly across: readonly number[];
  readonly down: readonly number[];
  readonly cover: Uint8Array;
  readonly isSmooth: boolean;
}

function paintAll(
  pixels: Uint32Array,
  { width, height }: Size,
  { x, y }: Picture["points"],
  view: Viewport,
  ratio: number,
  which: Chosen,
  { reach, across, down, cover, isSmooth }: Disc,
  colors: Uint32Array | number,
): void {
  const scale = view.scale * ratio;
  const offsets = Int32Array.from(across, (dx, i) => down[i]! * width + dx);
  const [left, top] = [view.left * scale - 0.5, view.top * scale - 0.5];
  const [right, bottom] = [width - reach, height - reach];
  for (let i = 0; i < which.length; i++) {
    const point = which[i]!;
    const px = Math.floor(x[point]! * scale - left);
    const py = Math.floor(y[point]! * scale - top);
    if (px < reach || py < reach || px >= right || py >= bottom) continue;
    const color = typeof colors === "number" ? colors : colors[point]!;
    const centre = py * width + px;
    if (!isSmooth) {
      for (let j = 0; j < offsets.length; j++) pixels[centre + offsets[j]!] = color;
      continue;
    }
    for (let j = 0; j < offsets.length; j++) {
      const at = centre + offsets[j]!;
      // A rim lets what is below shine through only where nothing is below: good enough, and many times faster.
      if (cover[j]! >= pixels[at]! >>> 24) pixels[at] = (color & 0x00ffffff) | (cover[j]! << 24);
    }
  }
}

const discs = new Map<string, Disc>();

function discOf(radius: number, isSmooth: boolean): Disc {
  const rounded = Math.round(radius * 4) / 4;
  const key = `${rounded} ${isSmooth}`;
  const known = discs.get(key) ?? makeDisc(rounded, isSmooth);
  discs.set(key, known);
  return known;
}

function makeDisc(radius: number, isSmooth: boolean): Disc {
  const reach = Math.ceil(radius + 0.5);
  const [across, down, cover]: [number[], number[], number[]] = [[], [], []];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const covered = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(dx, dy)));
      if (covered < (isSmooth ? 0.1 : 0.5)) continue;
      across.push(dx);
      down.push(dy);
      cover.push(Math.round(255 * covered));
    }
  }
  return { reach, across, down, cover: Uint8Array.from(cover), isSmooth };
}
