/** How an image lies in its frame: `scale` times as large as fitted, its middle moved by so many pixels. */
export interface ImageView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export const fittedView: ImageView = { scale: 1, x: 0, y: 0 };
const largestScale = 16;

/** One press of a button or key. */
export const zoomStep = 1.5;

/** As large as the frame allows, enlarged by no more than `most`. */
export function fittedSize(image: Size, frame: Size, most: number): Size {
  const scale = Math.min(frame.width / image.width, frame.height / image.height, most);
  return { width: image.width * scale, height: image.height * scale };
}

/** Zooms so that what lies under `point`, counted from the frame's middle, stays there. */
export function zoomAt(view: ImageView, factor: number, point: Point): ImageView {
  const scale = Math.min(largestScale, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return { scale, x: point.x - (point.x - view.x) * grown, y: point.y - (point.y - view.y) * grown };
}

export function panBy(view: ImageView, by: Point): ImageView {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

/** The same view with no more empty frame than needed: an image smaller than the frame stays in the middle. */
export function keepInFrame(view: ImageView, fitted: Size, frame: Size): ImageView {
  const reachX = Math.max(0, (fitted.width * view.scale - frame.width) / 2);
  const reachY = Math.max(0, (fitted.height * view.scale - frame.height) / 2);
  return { ...view, x: within(view.x, reachX), y: within(view.y, reachY) };
}

function within(value: number, reach: number): number {
  return Math.min(reach, Math.max(-reach, value));
}
