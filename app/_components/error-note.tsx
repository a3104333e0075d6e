"use client";

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useErrorText } from "./use-error-text";

type ErrorNoteProps = {
  readonly action?: ReactNode;
} & (
  | {
      /** What happened, why, what next, and whether work is safe. */
      readonly message: string;
      /** Of the message, where it is not the page's: what the server wrote down is English. */
      readonly lang?: "en";
      readonly error?: never;
    }
  | {
      /** What was thrown; its words are looked up. */
      readonly error: unknown;
      readonly message?: never;
      readonly lang?: never;
    }
);

/** An error in words; announced when it appears. */
export function ErrorNote({ message, lang, error, action }: ErrorNoteProps) {
  const errorText = useErrorText();
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-warn/50 bg-warn-soft px-4 py-3 text-sm">
      <TriangleAlert size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-warn" />
      <div className="min-w-0 flex-1">
        <p lang={lang} className="wrap-anywhere whitespace-pre-line">
          {message ?? errorText(error)}
        </p>
        {action && <div className="mt-2">{action}</div>}
      </div>
    </div>
  );
}
