import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface ErrorNoteProps {
  /** What happened, why, what next, and whether work is safe. */
  readonly message: string;
  readonly action?: ReactNode;
}

/** An error in words; announced when it appears. */
export function ErrorNote({ message, action }: ErrorNoteProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-warn/50 bg-warn-soft px-4 py-3 text-sm">
      <TriangleAlert size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere whitespace-pre-line">{message}</p>
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}
