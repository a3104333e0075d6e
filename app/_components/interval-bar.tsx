import type { Estimate } from "@/lib/contracts/progress";

interface IntervalBarProps {
  /** Its figures stand beside it in words. */
  readonly estimate: Estimate;
  /** Where the track begins, 0..1; it ends at 1. */
  readonly from?: number;
}

/** A share as a dot with its interval as a bar. */
export function IntervalBar({ estimate: { value, low, high }, from = 0 }: IntervalBarProps) {
  const at = (share: number) => (100 * Math.max(0, share - from)) / (1 - from);
  return (
    <span
      aria-hidden="true"
      // A scale runs from left to right in every language.
      dir="ltr"
      className="block h-3.5 w-full min-w-16 rounded-full bg-sunken px-1.25 forced-color-adjust-none [print-color-adjust:exact]"
    >
      <span className="relative block h-full">
        {low !== null && high !== null && (
          <span
            className="absolute inset-y-1 rounded-full bg-accent opacity-35"
            style={{ insetInlineStart: `${at(low)}%`, width: `${at(high) - at(low)}%` }}
          />
        )}
        <span
          className="absolute inset-y-0.5 -ms-1.25 size-2.5 rounded-full bg-accent"
          style={{ insetInlineStart: `${at(value)}%` }}
        />
      </span>
    </span>
  );
}
