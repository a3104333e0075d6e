import { Check } from "lucide-react";

interface TakenLineProps {
  /** What was done last; empty before the first act. */
  readonly spoken: string;
}

/**
 * Shows, at a place kept for it, that an answer was taken. A no says what a sample is not: it is no label, so no count of
 * labels rises with it, and without this line it would look lost. Screen readers hear it from `SpokenLine`.
 */
export function TakenLine({ spoken }: TakenLineProps) {
  return (
    <p
      aria-hidden="true"
      className="mt-1 flex h-10 shrink-0 items-center gap-2 px-3 text-[0.8125rem] leading-tight text-muted"
    >
      {spoken !== "" && <Check size={16} className="shrink-0 text-accent" />}
      <span dir="auto" className="line-clamp-2 min-w-0 wrap-anywhere">
        {spoken}
      </span>
    </p>
  );
}
