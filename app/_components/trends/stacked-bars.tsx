"use client";

import type { Step } from "@/lib/contracts/trends";
import { TimeFrame } from "./time-frame";

export interface BarPart {
  readonly name: string;
  /** A CSS colour. */
  readonly color: string;
  /** Of each point. */
  readonly counts: readonly number[];
}

interface StackedBarsProps {
  readonly step: Step;
  readonly starts: readonly string[];
  /** From below. */
  readonly parts: readonly BarPart[];
  readonly valueWords: (value: number) => string;
  readonly axis: string;
  readonly label: string;
  readonly describedBy: string;
  readonly hint: (place: number) => string;
}

const widestBar = 32;

/** Counts over time, their parts on top of each other, in the order of the legend. */
export function StackedBars({ parts, valueWords, ...frame }: StackedBarsProps) {
  const { starts } = frame;
  const below = (part: number, place: number) =>
    parts.slice(0, part).reduce((sum, { counts }) => sum + counts[place]!, 0);
  // A count has no fractions, and neither has its axis.
  const most = Math.max(4, ...starts.map((_, place) => below(parts.length, place)));
  return (
    <>
      <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {parts.map(({ name, color }) => (
          <li key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden="true"
              className="size-2.5 forced-color-adjust-none rounded-[3px] [print-color-adjust:exact]"
              style={{ background: color }}
            />
            {name}
          </li>
        ))}
      </ul>
      <TimeFrame {...frame} most={most} tickWords={valueWords}>
        {({ x, y, band }) =>
          starts.map((start, place) => {
            const width = Math.min(widestBar, band * 0.7);
            return parts.map(({ name, color, counts }, part) => {
              const from = below(part, place);
              const to = from + counts[place]!;
              if (to === from) return null;
              return (
                <rect
                  key={`${start} ${name}`}
                  x={x(place) - width / 2}
                  y={y(to)}
                  width={width}
                  height={y(from) - y(to)}
                  fill={color}
                  stroke="var(--surface)"
                  strokeWidth={1}
                />
              );
            });
          })
        }
      </TimeFrame>
    </>
  );
}
