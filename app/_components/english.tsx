import type { ReactNode } from "react";

/** Marks what the server writes down in its own language, for screen readers on pages in another. */
export function english(words: ReactNode): ReactNode {
  return <span lang="en">{words}</span>;
}
