"use client";

import { type RefObject, useEffect } from "react";
import { findWords } from "./find-words";

/** Styled in globals.css as `::highlight(found)`. */
const name = "found";

/**
 * Marks words in the text of an element through the CSS Custom Highlight API: no element is added, so that nothing
 * moves, and text that is out of sight costs nothing. Browsers without it show the text unmarked.
 */
export function useHighlight(
  element: RefObject<HTMLElement | null>,
  words: readonly string[],
  /** What the element shows; when it changes, the marks are set anew. */
  text: string,
): void {
  const sought = words.join(" ");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `text` tells when the element's text has changed
  useEffect(() => {
    if (!element.current || sought === "" || !("highlights" in CSS)) return;
    const ranges = rangesOf(element.current, sought.split(" "));
    const marks = CSS.highlights.get(name) ?? new Highlight();
    for (const range of ranges) marks.add(range);
    CSS.highlights.set(name, marks);
    return () => {
      for (const range of ranges) marks.delete(range);
    };
  }, [element, sought, text]);
}

function rangesOf(element: HTMLElement, words: readonly string[]): Range[] {
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (const [start, end] of findWords(node.nodeValue ?? "", words)) {
      const range = new Range();
      range.setStart(node, start);
      range.setEnd(node, end);
      ranges.push(range);
    }
  }
  return ranges;
}
