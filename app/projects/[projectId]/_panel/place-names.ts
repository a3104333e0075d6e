/** Pixels from the left and from the top. */
export type Pixel = readonly [x: number, y: number];

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a name may stand: so far from a pixel, beginning or ending there. */
export interface NamePlace {
  readonly at: Pixel;
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "end";
}

/** A name with the places that it may take, the best first. */
export interface PlacedName {
  /** In pixels. */
  readonly width: number;
  readonly places: readonly NamePlace[];
}

const height = 15;

/** Near the end first; above only where below is no room. */
const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4];

/** Beside the end of a line, to its right rather than to its left. */
export function besideEnd(at: Pixel): NamePlace[] {
  return (["start", "end"] as const).flatMap((anchor) =>
    steps.map((step) => ({ at, dx: anchor === "start" ? 11 : -11, dy: step * height, anchor })),
  );
}

/** Above or below a level line, at one of its ends. */
export function alongLevel(left: Pixel, right: Pixel): NamePlace[] {
  return [-9, 9].flatMap((dy): NamePlace[] => [
    { at: left, dx: 6, dy, anchor: "start" },
    { at: right, dx: -6, dy, anchor: "end" },
  ]);
}

/**
 * Where each name stands, in the order of the names: at the first of its places where it covers no line and no name
 * placed before it; where there is no such place, where it covers least.
 */
export function placeNames(
  names: readonly PlacedName[],
  lines: readonly (readonly Pixel[])[],
  frame: Box,
): NamePlace[] {
  const taken: Box[] = [];
  return names.map(({ width, places }) => {
    const costs = places.map((place) => {
      const box = boxOf(place, width);
      const covered = taken.filter((other) => overlap(box, other)).length;
      // A line shows beside a name that crosses it; another name or the edge leaves nothing to read.
      const crossed = lines.filter((line) => crosses(line, box)).length;
      return crossed + 10 * covered + (isWithin(box, frame) ? 0 : 100);
    });
    const best = places[costs.indexOf(Math.min(...costs))]!;
    taken.push(boxOf(best, width));
    return best;
  });
}

function boxOf({ at: [x, y], dx, dy, anchor }: NamePlace, width: number): Box {
  const left = x + dx - (anchor === "end" ? width : 0);
  return { left, right: left + width, top: y + dy - height / 2, bottom: y + dy + height / 2 };
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isWithin(box: Box, frame: Box): boolean {
  return (
    box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom
  );
}

function crosses(line: readonly Pixel[], box: Box): boolean {
  return line.some((to, i) => i > 0 && segmentCrosses(line[i - 1]!, to, box));
}

/** By what of the segment is left between the box's left and right edge. */
function segmentCrosses([x1, y1]: Pixel, [x2, y2]: Pixel, box: Box): boolean {
  const [from, to] = [Math.max(Math.min(x1, x2), box.left), Math.min(Math.max(x1, x2), box.right)];
  if (from > to) return false;
  if (x1 === x2) return Math.min(y1, y2) < box.bottom && Math.max(y1, y2) > box.top;
  const at = (x: number) => y1 + ((y2 - y1) * (x - x1)) / (x2 - x1);
  return Math.min(at(from), at(to)) < box.bottom && Math.max(at(from), at(to)) > box.top;
}
