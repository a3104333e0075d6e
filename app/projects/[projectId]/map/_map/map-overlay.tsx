import type { Picture } from "./draw-points";
import type { LetterPlace } from "./letter-places";
import { isInView, type Size, type Viewport } from "./viewport";

interface MapOverlayProps {
  readonly picture: Picture;
  readonly view: Viewport;
  readonly size: Size;
  readonly letters: readonly LetterPlace[];
  /** The point that is shown beside the map. */
  readonly shown: number | null;
  /** Marks the middle, from which keys choose. */
  readonly hasCross: boolean;
  /** Drawn around points. */
  readonly line: readonly { readonly x: number; readonly y: number }[];
}

/** What stands above the points: the letters of the classes, what is shown, the middle and the line being drawn. */
export function MapOverlay({ picture, view, size, letters, shown, hasCross, line }: MapOverlayProps) {
  const across = (x: number) => (x - view.left) * view.scale;
  const down = (y: number) => (y - view.top) * view.scale;
  const { points, highlighted } = picture;
  return (
    <svg aria-hidden="true" className="pointer-events-none absolute inset-0 size-full">
      {letters.map(({ letter, x, y, entry }) => {
        const standsBack = highlighted !== null && highlighted !== entry;
        if (standsBack || !isInView(view, size, x, y)) return null;
        return <Letter key={entry} letter={letter} x={across(x)} y={down(y)} />;
      })}
      {shown !== null && shown < points.x.length && (
        <circle
          cx={across(points.x[shown]!)}
          cy={down(points.y[shown]!)}
          r={9}
          className="fill-none stroke-ink"
          strokeWidth={2}
        />
      )}
      {hasCross && <Cross x={size.width / 2} y={size.height / 2} />}
      {line.length > 1 && (
        <polygon
          points={line.map(({ x, y }) => `${x},${y}`).join(" ")}
          className="fill-accent/15 stroke-accent"
          strokeWidth={2}
          strokeDasharray="5 4"
        />
      )}
    </svg>
  );
}

function Letter({ letter, x, y }: { readonly letter: string; readonly x: number; readonly y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <circle r={10} className="fill-surface stroke-ink" strokeWidth={1.5} />
      <text textAnchor="middle" dominantBaseline="central" className="fill-ink text-[0.75rem] font-semibold">
        {letter}
      </text>
    </g>
  );
}

function Cross({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <path
      d={`M${x - 14} ${y}h10M${x + 4} ${y}h10M${x} ${y - 14}v10M${x} ${y + 4}v10`}
      className="stroke-ink"
      strokeWidth={2}
    />
  );
}
