import type { ActiveClock } from "../label/_bench/active-clock";

/** Tells the clock what the person at this page does, until the signal ends it. */
export function followActivity(clock: ActiveClock, signal: AbortSignal): void {
  const sign = () => clock.sign(performance.now());
  for (const kind of ["pointermove", "pointerdown", "keydown", "scroll", "touchmove"]) {
    window.addEventListener(kind, sign, { signal, passive: true, capture: true });
  }
  const onVisibility = () => {
    if (document.hidden) clock.hide(performance.now());
    else clock.show(performance.now());
  };
  document.addEventListener("visibilitychange", onVisibility, { signal });
}
