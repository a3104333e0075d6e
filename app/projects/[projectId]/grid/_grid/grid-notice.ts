/** What is said above the tiles, and to screen readers. */
export type GridNotice =
  /** Samples that were given a class, and those of which was only said that they are not of the page's. */
  | { readonly kind: "confirmed"; readonly count: number; readonly rejected: number }
  | { readonly kind: "undone"; readonly count: number }
  | { readonly kind: "nothing-to-undo" }
  | { readonly kind: "taken-away"; readonly count: number }
  | { readonly kind: "not-kept"; readonly count: number };

/** The numbers that its words may name. */
export function noticeValues(notice: GridNotice): { count: number; rejected: number } {
  return {
    count: "count" in notice ? notice.count : 0,
    rejected: "rejected" in notice ? notice.rejected : 0,
  };
}
