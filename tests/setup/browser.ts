import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { describe } from "vitest";
import { findChromium } from "./find-chromium.mjs";

const chromiumPath = findChromium();

/** Like `describe`, for tests that need a browser: skipped, and counted as skipped, where none is found. */
export const describeInBrowser = chromiumPath === null ? describe.skip : describe;

/** Chromium refuses its sandbox to root; the rest keeps it from talking to anyone but us. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error("No Chromium was found: use describeInBrowser.");
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}

/** A browser that keeps what it stores in the directory, as people's own browsers do. */
export function launchProfile(directory: string): Promise<BrowserContext> {
  if (chromiumPath === null) throw new Error("No Chromium was found: use describeInBrowser.");
  return chromium.launchPersistentContext(directory, { executablePath: chromiumPath, args: flags });
}
