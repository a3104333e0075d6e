/**
 * Runs in the page, before anything of ours: notes when samples were painted, when keys went down or buttons were
 * pressed, and what moved.
 * Plain JavaScript, since what compiles TypeScript adds helpers that a page does not have.
 */
(() => {
  const watched = { shown: null, keyAt: 0, layoutShift: 0 };
  window.winnowWatched = watched;
  const textOf = () => document.querySelector('section[aria-label="Sample"]')?.textContent ?? null;
  const look = () => {
    const text = textOf();
    if (text === null || text === watched.shown?.text) return;
    watched.shown = null;
    // A message posted in a frame arrives after that frame was painted.
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (textOf() === text) watched.shown = { text, at: performance.now() };
      };
      channel.port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  const noteKey = (event) => {
    watched.keyAt = event.timeStamp;
  };
  for (const kind of ["keydown", "click"]) window.addEventListener(kind, noteKey, { capture: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.layoutShift += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
})();
