"use client";

import { type ReactNode, useRef } from "react";
import type { Step } from "@/lib/contracts/trends";
import { useWidth } from "../use-width";
import { namedPlaces, ticksUpTo } from "./ticks";
import { type BinNames, useBinNames } from "./use-bin-names";

const drawn = 170;
const margin = { top: 10, end: 12, start: 46 };
/** Below the axis: names, and the days of times of day. */
const bottom = { quarter: 40, hour: 40, day: 24 } as const;
/** What a name on the axis of time takes, in pixels. */
const nameRoom = 52;

/** Where things stand, in pixels. */
export interface Scales {
  /** The middle of the point at this place. */
  x(place: number): number;
  y(value: number): number;
  /** What each point has from its neighbour. */
  readonly band: number;
  /** What is beyond is not drawn. */
  readonly top: number;
}

interface TimeFrameProps {
  readonly step: Step;
  /** Of each point, oldest first. */
  readonly starts: readonly string[];
  /** What the axis of values reaches at least, above 0. */
  readonly most: number;
  readonly tickWords: (value: number) => string;
  /** What the values are. */
  readonly axis: string;
  readonly label: string;
  readonly describedBy: string;
  /** What a pointer over a point is told. */
  readonly hint: (place: number) => string;
  readonly children: (scales: Scales) => ReactNode;
}

/**
 * The axes of a chart over time. Points stand side by side whatever lies between them: only times in which somebody
 * worked are points, and a line parts those of different days.
 */
export function TimeFrame(props: TimeFrameProps) {
  const { step, starts, most, tickWords, axis, label, describedBy, hint, children } = props;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const names = useBinNames(step);
  const ticks = ticksUpTo(most);
  const top = ticks.at(-1)!;
  const inner = Math.max(0, width - margin.start - margin.end);
  const band = inner / Math.max(1, starts.length);
  const floor = margin.top + drawn;
  const height = floor + bottom[step];
  const scales: Scales = {
    x: (place) => margin.start + (place + 0.5) * band,
    y: (value) => floor - (Math.min(value, top) / top) * (floor - margin.top),
    band,
    top,
  };
  return (
    <div
      ref={frame}
      role="img"
      // An axis runs from left to right in every language.
      dir="ltr"
      aria-label={label}
      aria-describedby={describedBy}
      style={{ minHeight: height }}
      className="forced-color-adjust-none [print-color-adjust:exact]"
    >
      <p aria-hidden="true" className="text-xs text-muted">
        {axis}
      </p>
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true" className="block max-w-full text-xs">
          {ticks.map((tick) => (
            <g key={tick} className="fill-muted">
              <line
                x1={margin.start}
                x2={width - margin.end}
                y1={scales.y(tick)}
                y2={scales.y(tick)}
                stroke="var(--line)"
              />
              <text x={margin.start - 8} y={scales.y(tick)} dy="0.32em" textAnchor="end">
                {tickWords(tick)}
              </text>
            </g>
          ))}
          <TimeAxis step={step} starts={starts} names={names} scales={scales} inner={inner} />
          {children(scales)}
          {starts.map((start, place) => (
            <rect
              key={start}
              x={scales.x(place) - band / 2}
              y={0}
              width={band}
              height={floor}
              fill="transparent"
            >
              <title>{hint(place)}</title>
            </rect>
          ))}
        </svg>
      )}
    </div>
  );
}

interface TimeAxisProps {
  readonly step: Step;
  readonly starts: readonly string[];
  readonly names: BinNames;
  readonly scales: Scales;
  readonly inner: number;
}

/** The names of points that have room, and below them their days where these change. */
function TimeAxis({ step, starts, names, scales, inner }: TimeAxisProps) {
  const named = namedPlaces(starts.length, inner, nameRoom);
  const floor = margin.top + drawn;
  const isNewDay = (place: number) => starts[place]!.slice(0, 10) !== starts[place - 1]?.slice(0, 10);
  let dayNamed = "";
  return starts.map((start, place) => {
    const day = start.slice(0, 10);
    const namesDay = step !== "day" && named.has(place) && day !== dayNamed;
    if (namesDay) dayNamed = day;
    const edge = scales.x(place) - scales.band / 2;
    // The last name would reach beyond the picture.
    const middle = Math.min(scales.x(place), margin.start + inner + margin.end - nameRoom / 2);
    return (
      <g key={start} className="fill-muted">
        {step !== "day" && place > 0 && isNewDay(place) && (
          <line x1={edge} x2={edge} y1={margin.top} y2={floor} stroke="var(--edge)" strokeDasharray="1 4" />
        )}
        {named.has(place) && (
          <text x={middle} y={floor + 17} textAnchor="middle">
            {names.short(start)}
          </text>
        )}
        {namesDay && (
          <text x={middle} y={floor + 33} textAnchor="middle">
            {names.day(start)}
          </text>
        )}
      </g>
    );
  });
}
