/** Pixels from the left and from the top. */
export type Pixel = readonly [x: number, y: number];

/** A name that stands beside the end of its line; sizes in pixels. */
export interface LineName {
  readonly end: Pixel;
  readonly width: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** How far from the end of its line a name stands, and on which side of it. */
export interface NamePlace {
  readonly dx: number;
  readonly dy: number;
  readonly anchor: "start" | "end";
}

const gap = 11;
const height = 15;

/** Near the end first; above only where below is no room. */
const steps = [0, 1, -1, 2, -2, 3, -3, 4, -4];
const candidates = (["start", "end"] as const).flatMap((anchor) =>
  steps.map((step): NamePlace => ({ dx: anchor === "start" ? gap : -gap, dy: step * height, anchor })),
);

/**
 * Where each name stands, in the order of the names: beside the end of its own line, where it covers no line, no name
 * placed before it and nothing of `taken`; where there is no such place, where it covers least.
 */
export function placeNames(
  names: readonly LineName[],
  lines: readonly (readonly Pixel[])[],
  { frame, taken }: { readonly frame: Box; readonly taken: readonly Box[] },
): NamePlace[] {
  const boxes = [...taken];
  return names.map((name) => {
    const costs = candidates.map((place) => {
      const box = boxOf(name, place);
      const covered = boxes.filter((other) => overlap(box, other)).length;
      // A line shows beside a name that crosses it; another name or the edge leaves nothing to read.
      const crossed = lines.filter((line) => crosses(line, box)).length;
      return crossed + 10 * covered + (isWithin(box, frame) ? 0 : 100);
    });
    const best = candidates[costs.indexOf(Math.min(...costs))]!;
    boxes.push(boxOf(name, best));
    return best;
  });
}

function boxOf({ end: [x, y], width }: LineName, { dx, dy, anchor }: NamePlace): Box {
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
