import type { ReactNode } from "react";

interface StatRowProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
}

/** One name and its figure; stands inside a `<dl>`. */
export function StatRow({ name, children }: StatRowProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-t border-line py-1.5 first:border-t-0">
      <dt className="min-w-0 wrap-anywhere text-muted">{name}</dt>
      <dd className="max-w-[60%] shrink-0 text-end font-semibold">{children}</dd>
    </div>
  );
}
