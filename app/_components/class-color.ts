/** As many hues as can be told apart with any colour vision. */
const colorCount = 8;

/** The CSS colour of the class at this position of its project; from the ninth on, another shape tells them apart. */
export function classColor(position: number): string {
  return `var(--class-${position % colorCount})`;
}

/** Drawn in a square of 12 units, each filling about as much of it. */
const shapes = {
  square:
    "M3.5 1h5A2.5 2.5 0 0 1 11 3.5v5A2.5 2.5 0 0 1 8.5 11h-5A2.5 2.5 0 0 1 1 8.5v-5A2.5 2.5 0 0 1 3.5 1Z",
  circle: "M6 .5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z",
  triangle: "M6 .8 11.7 11H.3Z",
  diamond: "M6 0l6 6-6 6-6-6Z",
  cross: "M4 .5h4V4h3.5v4H8v3.5H4V8H.5V4H4Z",
  ring: "M6 .3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 6 .3Zm0 3.2a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z",
} as const;

export type ClassShape = keyof typeof shapes;

const shapeNames = Object.keys(shapes) as ClassShape[];

/** The shape of the class at this position: the first eight are squares, the next eight circles, and so on. */
export function classShape(position: number): ClassShape {
  return shapeNames[Math.floor(position / colorCount) % shapeNames.length]!;
}

/** The shape as an SVG path in a square of 12 units. */
export function shapePath(shape: ClassShape): string {
  return shapes[shape];
}
