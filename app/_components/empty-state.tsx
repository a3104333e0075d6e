import type { ReactNode } from "react";
import { WheatMark } from "./wheat-mark";

interface EmptyStateProps {
  readonly title: string;
  /** `h1` where it is all the page has. */
  readonly titleAs?: "p" | "h1";
  /** Why there is nothing, and what makes something appear. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

export function EmptyState({ title, titleAs: Title = "p", children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-10 text-center">
      <WheatMark size={30} />
      <Title className="mt-3 text-[0.9375rem] font-semibold text-balance wrap-anywhere">{title}</Title>
      {children && <div className="mt-1 max-w-[42ch] text-balance text-muted">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
