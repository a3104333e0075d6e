/** Pixels that a finger moved since it went down. */
export interface Travel {
  readonly x: number;
  readonly y: number;
}

export type SwipeDirection = "left" | "right";

/** A swipe goes at least so far, and twice as far sideways as up or down: scrolling is none. */
const shortestSwipe = 72;
const sidewaysRatio = 2;

/** What lifting the finger now would mean. */
export function swipeOf({ x, y }: Travel): SwipeDirection | null {
  if (Math.abs(x) < shortestSwipe || Math.abs(x) < sidewaysRatio * Math.abs(y)) return null;
  return x < 0 ? "left" : "right";
}
