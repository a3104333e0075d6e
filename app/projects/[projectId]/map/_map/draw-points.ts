import type { MapPoints } from "@/lib/contracts/map";
import type { Size, Viewport } from "./viewport";

export interface Picture {
  readonly points: MapPoints;
  /** The place of each point's colour. */
  readonly of: Uint8Array;
  /** Opaque colours as the bytes of a pixel, R, G, B, A; the last is that of points with nothing to show. */
  readonly colors: Uint32Array;
  /** Only points of this colour stand out; null: all do. */
  readonly highlighted: number | null;
  /** 1 for the points that are chosen; empty: none is. */
  readonly isChosen: Uint8Array;
  readonly ring: number;
}

/** A disc as pixels around its centre, and how much of each it covers, 1..255. */
interface Disc {
  readonly reach: number;
  readonly across: Int8Array;
  readonly down: Int8Array;
  readonly cover: Uint8Array;
}

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
  const { of, colors, highlighted, isChosen, ring } = picture;
  const quiet = colors.length - 1;
  const [small, disc, halo] = [0.8, 1, 1.9].map((factor) => discOf(Math.max(0.7, radius * factor * ratio)));
  const isQuiet = (point: number) => (highlighted === null ? of[point] === quiet : of[point] !== highlighted);
  const paint = (stamp: Disc, isIn: (point: number) => boolean, colorOf: (point: number) => number) =>
    paintAll(pixels, image, picture.points, view, ratio, stamp, isIn, colorOf);
  paint(small!, isQuiet, (point) => (highlighted === null ? colors[of[point]!]! : colors[quiet]!));
  paint(
    disc!,
    (point) => !isQuiet(point),
    (point) => colors[of[point]!]!,
  );
  if (isChosen.length === 0) return;
  paint(
    halo!,
    (point) => isChosen[point] === 1,
    () => ring,
  );
  paint(
    disc!,
    (point) => isChosen[point] === 1,
    (point) => colors[of[point]!]!,
  );
}

function paintAll(
  pixels: Uint32Array,
  { width, height }: Size,
  { x, y }: MapPoints,
  view: Viewport,
  ratio: number,
  { reach, across, down, cover }: Disc,
  isIn: (point: number) => boolean,
  colorOf: (point: number) => number,
): void {
  const scale = view.scale * ratio;
  const offsets = Int32Array.from(across, (dx, i) => down[i]! * width + dx);
  for (let point = 0; point < x.length; point++) {
    const px = Math.round((x[point]! - view.left) * scale);
    const py = Math.round((y[point]! - view.top) * scale);
    if (px < reach || py < reach || px >= width - reach || py >= height - reach || !isIn(point)) continue;
    const color = colorOf(point) & 0x00ffffff;
    const centre = py * width + px;
    for (let i = 0; i < offsets.length; i++) {
      const at = centre + offsets[i]!;
      // A rim lets what is below shine through only where nothing is below: good enough, and many times faster.
      if (cover[i]! >= pixels[at]! >>> 24) pixels[at] = color | (cover[i]! << 24);
    }
  }
}

const discs = new Map<number, Disc>();

function discOf(radius: number): Disc {
  const rounded = Math.round(radius * 4) / 4;
  const known = discs.get(rounded);
  if (known) return known;
  const reach = Math.ceil(rounded);
  const [across, down, cover]: number[][] = [[], [], []];
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const covered = Math.min(1, Math.max(0, rounded + 0.5 - Math.hypot(dx, dy)));
      if (covered < 0.1) continue;
      across!.push(dx);
      down!.push(dy);
      cover!.push(Math.round(255 * covered));
    }
  }
  const disc = {
    reach,
    across: Int8Array.from(across!),
    down: Int8Array.from(down!),
    cover: Uint8Array.from(cover!),
  };
  discs.set(rounded, disc);
  return disc;
}
