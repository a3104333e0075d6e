"use client";

import { useEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";

/** Paper is light, whatever the screen is. */
const paper = "paper";

/** Custom properties of app/globals.css as the bytes of opaque pixels, R, G, B, A, in the theme that is shown or printed. */
export function usePixelColors(names: readonly string[]): Uint32Array | null {
  const theme = useShownTheme();
  const key = names.join();
  return useMemo(() => (theme === null ? null : pixelsIn(theme, key.split(","))), [key, theme]);
}

/** Changes whenever the colours may have; null on the server. */
function useShownTheme(): string | null {
  const [theme, setTheme] = useState<string | null>(null);
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const root = document.documentElement;
    let isPrinting = false;
    const look = () => {
      if (!isPrinting) setTheme(`${root.dataset.theme ?? ""} ${dark.matches}`);
    };
    const print = () => {
      isPrinting = true;
      // Drawn before the page is printed, and not a moment later.
      flushSync(() => setTheme(paper));
    };
    const endPrint = () => {
      isPrinting = false;
      look();
    };
    const observer = new MutationObserver(look);
    observer.observe(root, { attributeFilter: ["data-theme"] });
    dark.addEventListener("change", look);
    window.addEventListener("beforeprint", print);
    window.addEventListener("afterprint", endPrint);
    look();
    return () => {
      observer.disconnect();
      dark.removeEventListener("change", look);
      window.removeEventListener("beforeprint", print);
      window.removeEventListener("afterprint", endPrint);
    };
  }, []);
  return theme;
}

/** Of paper those of the light theme: as the colours are built, they follow the theme of the root alone. */
function pixelsIn(theme: string, names: readonly string[]): Uint32Array {
  if (theme !== paper) return pixelsOf(names);
  const root = document.documentElement;
  const shown = root.dataset.theme;
  root.dataset.theme = "light";
  const pixels = pixelsOf(names);
  if (shown === undefined) delete root.dataset.theme;
  else root.dataset.theme = shown;
  return pixels;
}

/** An element computes the colour, whatever it is written as; a canvas of one pixel tells its bytes. */
function pixelsOf(names: readonly string[]): Uint32Array {
  const probe = document.createElement("span");
  document.body.append(probe);
  const context = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true })!;
  const pixels = names.map((name) => {
    probe.style.color = `var(${name})`;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0]!;
  });
  probe.remove();
  return Uint32Array.from(pixels);
}
