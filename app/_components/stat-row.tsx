import type { ReactNode } from "react";

interface StatRowProps {
  readonly name: ReactNode;
  readonly children: ReactNode;
}

/** One name and its figure; stands inside a `<dl>`. */
export function StatRow({ name, children }: StatRowProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-t border-line py-1.5 first:border-t-0">
      <dt className="min-w-0 text-muted">{name}</dt>
      <dd className="min-w-0 text-right font-semibold break-words">{children}</dd>
    </div>
  );
}
