import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { languageCookie } from "@/app/_strings/language-cookie";
import { pseudoLanguage } from "@/app/_strings/pseudo-catalogue";

/** WCAG 2.0 to 2.2, levels A and AA, and what axe thinks good practice. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export type Direction = "ltr" | "rtl";

export interface View {
  readonly colorScheme: "light" | "dark";
  readonly width: 360 | 768 | 1440;
}

/** Every theme with every width. */
export const everyView: readonly View[] = (["light", "dark"] as const).flatMap((colorScheme) =>
  ([360, 768, 1440] as const).map((width) => ({ colorScheme, width })),
);

/** Half of them for each direction, so that any two of theme, direction and width still meet. */
export const pairwiseViews: Readonly<Record<Direction, readonly View[]>> = {
  ltr: [
    { colorScheme: "light", width: 360 },
    { colorScheme: "dark", width: 768 },
    { colorScheme: "light", width: 1440 },
  ],
  rtl: [
    { colorScheme: "dark", width: 360 },
    { colorScheme: "light", width: 768 },
    { colorScheme: "dark", width: 1440 },
  ],
};

/** For states of a screen that is looked at in more views itself. */
export const fewViews: Readonly<Record<Direction, readonly View[]>> = {
  ltr: [
    { colorScheme: "dark", width: 360 },
    { colorScheme: "light", width: 1440 },
  ],
  rtl: [
    { colorScheme: "light", width: 360 },
    { colorScheme: "dark", width: 1440 },
  ],
};

/** What axe finds in each view, as `dark 360: rule: elements`; empty when all is well. */
export async function violationsIn(page: Page, views: readonly View[]): Promise<string[]> {
  const found: string[] = [];
  for (const { colorScheme, width } of views) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page })
      .withTags(tags)
      .options({ resultTypes: ["violations"] })
      // There are no frames, for which axe would open a page of its own to put its findings together.
      .setLegacyMode()
      .analyze();
    for (const { id, nodes } of violations) {
      const where = nodes.map(({ target, failureSummary }) => `${target} (${failureSummary})`).join("\n  ");
      found.push(`${colorScheme} ${width}: ${id}: ${where}`);
    }
  }
  return found;
}

/** The spacing of text that WCAG 1.4.12 asks every page to bear. */
const wideText =
  "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }";

/**
 * By how many pixels the page scrolls sideways at 320 px, where 1280 px are zoomed to twice their size, and with
 * text set wide; what scrolls by itself, as a table does, is not counted.
 */
export async function sidewaysScroll(page: Page): Promise<Record<string, number>> {
  const devtools = await page.context().newCDPSession(page);
  const overflowAt = async (width: number, deviceScaleFactor: number) => {
    const metrics = { width, height: 640, deviceScaleFactor, mobile: false };
    await devtools.send("Emulation.setDeviceMetricsOverride", metrics);
    return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  };
  const overflow: Record<string, number> = {
    "320 px": await overflowAt(320, 1),
    "200 %": await overflowAt(640, 2),
  };
  const style = await page.addStyleTag({ content: wideText });
  overflow["text set wide"] = await overflowAt(1280, 1);
  await style.evaluate((element) => element.parentNode?.removeChild(element));
  await devtools.send("Emulation.clearDeviceMetricsOverride");
  await devtools.detach();
  return overflow;
}

const fits = { "320 px": 0, "200 %": 0, "text set wide": 0 };
const directions: readonly Direction[] = ["ltr", "rtl"];

/** Text from right to left comes with the language for tests: no word of it is of the product's own screens. */
export async function face(page: Page, url: string, direction: Direction): Promise<void> {
  const value = direction === "rtl" ? pseudoLanguage : "en";
  await page.context().addCookies([{ name: languageCookie, value, url }]);
}

/** A screen, or a state of one. */
export interface Screen {
  readonly path: () => string;
  /** Something of the screen that is no word of the catalogue. */
  readonly ready: string;
  readonly arrange?: () => Promise<unknown>;
  readonly views?: Readonly<Record<Direction, readonly View[]>>;
}

/** Opens it from either side, and finds no violation and nothing that scrolls sideways. */
export async function expectAccessible(page: Page, url: string, screen: Screen): Promise<void> {
  const { path, ready, arrange, views = pairwiseViews } = screen;
  for (const direction of directions) {
    await face(page, url, direction);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 1440, height: 800 });
    await page.goto(url + path());
    await page.locator(ready).first().waitFor();
    await arrange?.();
    expect(await page.locator("html").getAttribute("dir")).toBe(direction);
    expect(await violationsIn(page, views[direction]), `${path()} ${direction}`).toEqual([]);
    expect(await sidewaysScroll(page), `${path()} ${direction}`).toEqual(fits);
  }
}
