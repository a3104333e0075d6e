/**
 * A ref for the present one in a row of tabs that scrolls sideways. Only the row is scrolled: the page may stand further down
 * already, where its address or a reload brought it.
 */
export function bringIntoSight(tab: HTMLAnchorElement | null): void {
  const row = tab?.parentElement;
  if (!tab || !row) return;
  row.scrollBy({ left: middleOf(tab) - middleOf(row), behavior: "instant" });
}

function middleOf(element: HTMLElement): number {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
