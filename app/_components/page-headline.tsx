import type { ReactNode } from "react";

interface PageHeadlineProps {
  /** What the page says, in one sentence. */
  readonly sentence: ReactNode;
  /** What it rests on, and what follows. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** The heading of a page that tells something: its finding before its numbers. */
export function PageHeadline({ sentence, children, action }: PageHeadlineProps) {
  return (
    <div className="mb-6 flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0">
        <h1 className="max-w-[32em] text-[1.375rem] leading-snug font-semibold tracking-tight wrap-anywhere sm:text-[1.625rem]">
          {sentence}
        </h1>
        <div className="mt-1.5 grid max-w-[75ch] gap-1 text-[0.9375rem] wrap-anywhere text-muted">
          {children}
        </div>
      </div>
      {action}
    </div>
  );
}
