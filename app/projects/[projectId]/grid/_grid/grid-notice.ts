/** What is said above the tiles, and to screen readers. */
export type GridNotice =
  | { readonly kind: "confirmed"; readonly count: number; readonly exceptions: number }
  | { readonly kind: "undone"; readonly count: number }
  | { readonly kind: "nothing-to-undo" }
  | { readonly kind: "taken-away"; readonly count: number }
  | { readonly kind: "not-kept"; readonly count: number };

/** The numbers that its words may name. */
export function noticeValues(notice: GridNotice): { count: number; exceptions: number } {
  return {
    count: "count" in notice ? notice.count : 0,
    exceptions: "exceptions" in notice ? notice.exceptions : 0,
  };
}
