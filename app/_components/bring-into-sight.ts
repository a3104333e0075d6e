/** A ref for the present one in a row of tabs that scrolls sideways. */
export function bringIntoSight(tab: HTMLAnchorElement | null): void {
  tab?.scrollIntoView({ inline: "center", block: "nearest" });
}
