import clsx from "clsx";
import type { ReactNode } from "react";

interface CardProps {
  readonly title?: ReactNode;
  /** Stands right of the title: a figure or small actions. */
  readonly aside?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A surface with a small heading. */
export function Card({ title, aside, className, children }: CardProps) {
  return (
    <section className={clsx("rounded-xl border border-line bg-surface p-5 shadow-card", className)}>
      {title !== undefined && (
        <header className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h2 className="text-[0.8125rem] font-semibold">{title}</h2>
          {aside !== undefined && <div className="ms-auto text-[0.8125rem] text-muted">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
