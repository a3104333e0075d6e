/** Which part of the map is on the screen: its left and upper edge in map units, and pixels a map unit. */
export interface Viewport {
  readonly left: number;
  readonly top: number;
  readonly scale: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Map units along each side: places are sent as uint16. */
export const mapSide = 65_535;
/** Pixels left free around the whole map. */
const margin = 14;
/** How often the whole map may be magnified. */
const mostMagnified = 200;

/** The whole map in the middle. */
export function wholeMap({ width, height }: Size): Viewport {
  const scale = Math.max(1, Math.min(width, height) - 2 * margin) / mapSide;
  return { left: mapSide / 2 - width / 2 / scale, top: mapSide / 2 - height / 2 / scale, scale };
}

/** Magnifies by `factor`; what is at this place of the screen stays there. */
export function zoomAt(view: Viewport, size: Size, factor: number, x: number, y: number): Viewport {
  const whole = wholeMap(size).scale;
  const scale = Math.min(whole * mostMagnified, Math.max(whole / 2, view.scale * factor));
  return {
    left: view.left + x / view.scale - x / scale,
    top: view.top + y / view.scale - y / scale,
    scale,
  };
}

/** Moves what is seen by so many pixels; the middle of the screen stays on the map. */
export function panBy(view: Viewport, { width, height }: Size, dx: number, dy: number): Viewport {
  const [halfX, halfY] = [width / 2 / view.scale, height / 2 / view.scale];
  const within = (value: number, half: number) => Math.min(mapSide - half, Math.max(-half, value));
  return {
    ...view,
    left: within(view.left - dx / view.scale, halfX),
    top: within(view.top - dy / view.scale, halfY),
  };
}

/** Whether a place of the map is on the screen. */
export function isInView(view: Viewport, { width, height }: Size, x: number, y: number): boolean {
  const [across, down] = [(x - view.left) * view.scale, (y - view.top) * view.scale];
  return across >= 0 && down >= 0 && across <= width && down <= height;
}
