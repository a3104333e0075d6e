import type { MapPoints } from "@/lib/contracts/map";
import { isInView, type Size, type Viewport } from "./viewport";

type Places = Pick<MapPoints, "x" | "y">;

/** Indices of points, ascending. */
export type Chosen = Int32Array;

export const nothingChosen: Chosen = new Int32Array(0);

/** The points for which it is so. */
export function pointsWhere(count: number, isSo: (point: number) => boolean): Chosen {
  const found: number[] = [];
  for (let point = 0; point < count; point++) if (isSo(point)) found.push(point);
  return Int32Array.from(found);
}

/**
 * The points inside a line drawn around them, closed from its end to its beginning: corners in map units, x and y in
 * turn. Where the line crosses itself, what it goes around an odd number of times is inside (even-odd rule).
 */
export function pointsInLasso({ x, y }: Places, corners: readonly number[]): Chosen {
  if (corners.length < 6) return nothingChosen;
  const across = corners.filter((_, i) => i % 2 === 0);
  const down = corners.filter((_, i) => i % 2 === 1);
  const [left, right, top, bottom] = [
    across.reduce((a, b) => Math.min(a, b)),
    across.reduce((a, b) => Math.max(a, b)),
    down.reduce((a, b) => Math.min(a, b)),
    down.reduce((a, b) => Math.max(a, b)),
  ];
  return pointsWhere(x.length, (point) => {
    const [px, py] = [x[point]!, y[point]!];
    if (px < left || px > right || py < top || py > bottom) return false;
    let isInside = false;
    for (let i = 0, before = across.length - 1; i < across.length; before = i++) {
      const [ax, ay, bx, by] = [across[i]!, down[i]!, across[before]!, down[before]!];
      if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) isInside = !isInside;
    }
    return isInside;
  });
}

export function pointsInView({ x, y }: Places, view: Viewport, size: Size): Chosen {
  return pointsWhere(x.length, (point) => isInView(view, size, x[point]!, y[point]!));
}

/** The point nearest to a place of the screen, if it is no more than `reach` pixels away. */
export function nearestPoint(
  { x, y }: Places,
  view: Viewport,
  at: { readonly x: number; readonly y: number },
  reach: number,
): number | null {
  const [toX, toY] = [view.left + at.x / view.scale, view.top + at.y / view.scale];
  let [nearest, least] = [-1, (reach / view.scale) ** 2];
  for (let point = 0; point < x.length; point++) {
    const square = (x[point]! - toX) ** 2 + (y[point]! - toY) ** 2;
    if (square <= least) [nearest, least] = [point, square];
  }
  return nearest < 0 ? null : nearest;
}

/** With the point added, or taken away where it was chosen. */
export function toggled(chosen: Chosen, point: number): Chosen {
  return chosen.includes(point)
    ? chosen.filter((other) => other !== point)
    : Int32Array.from([...chosen, point]).sort();
}

/** At most `most` of the chosen, drawn evenly. */
export function evenly(chosen: readonly number[], most: number): readonly number[] {
  if (chosen.length <= most) return chosen;
  return Array.from({ length: most }, (_, i) => chosen[Math.floor((i * chosen.length) / most)]!);
}
