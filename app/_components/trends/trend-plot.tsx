"use client";

import type { Estimate } from "@/lib/contracts/progress";
import type { Step } from "@/lib/contracts/trends";
import { type Scales, TimeFrame } from "./time-frame";

export interface TrendPoint {
  readonly start: string;
  /** Null where too little is known: the line passes it by. */
  readonly value: Estimate | null;
}

interface TrendPlotProps {
  readonly step: Step;
  readonly points: readonly TrendPoint[];
  readonly valueWords: (value: number) => string;
  readonly axis: string;
  readonly label: string;
  readonly describedBy: string;
  readonly hint: (place: number) => string;
}

/** Intervals of a few labels reach far: what stands above this many times the highest value is cut off. */
const reachShown = 1.5;

/** A figure over time, each with its interval. */
export function TrendPlot({ points, valueWords, ...frame }: TrendPlotProps) {
  const placed = points.flatMap(({ value }, place) => (value ? [{ place, value }] : []));
  const highest = Math.max(0, ...placed.map(({ value }) => value.value));
  const reach = Math.max(0, ...placed.map(({ value }) => value.high ?? value.value));
  const most = Math.min(reach, reachShown * highest) || 1;
  return (
    <TimeFrame {...frame} starts={points.map(({ start }) => start)} most={most} tickWords={valueWords}>
      {(scales) => (
        <>
          <polyline
            points={placed.map(({ place, value }) => `${scales.x(place)},${scales.y(value.value)}`).join(" ")}
            fill="none"
            stroke="var(--accent)"
            strokeWidth={2}
            strokeLinejoin="round"
          />
          {placed.map(({ place, value }) => (
            <Point key={place} value={value} place={place} scales={scales} />
          ))}
        </>
      )}
    </TimeFrame>
  );
}

interface PointProps {
  readonly value: Estimate;
  readonly place: number;
  readonly scales: Scales;
}

function Point({ value: { value, low, high }, place, scales: { x, y, band } }: PointProps) {
  return (
    <g>
      <line
        x1={x(place)}
        x2={x(place)}
        y1={y(low ?? value)}
        y2={y(high ?? value)}
        stroke="var(--accent)"
        strokeWidth={Math.min(8, band / 2)}
        strokeOpacity={0.25}
      />
      <circle
        cx={x(place)}
        cy={y(value)}
        r={Math.min(4, Math.max(2.5, band / 4))}
        fill="var(--accent)"
        stroke="var(--surface)"
        strokeWidth={1}
      />
    </g>
  );
}
