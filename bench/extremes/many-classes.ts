import type { Page } from "playwright-core";
import { intentNames } from "../../tests/setup/intents";
import { type Measured, p95, rounded } from "./measure";
import { type Extremes, openProject } from "./open-project";

/** 150 classes: the keys that bring one to the top, whether what is chosen is seen, and how soon its guidelines open. */
export async function manyClasses(extremes: Extremes): Promise<Measured[]> {
  const guidelines = "Read the whole sentence before you decide. ".repeat(120);
  const project = { task: "multi", guidelines } as const;
  const { page } = await openProject(extremes, { classes: [...intentNames], project });
  const field = page.getByRole("combobox", { name: "Find a label" });
  await field.focus();
  const keys: number[] = [];
  let hidden = 0;
  for (const [place, name] of intentNames.entries()) {
    keys.push(
      Math.min(await keysUntilFirst(page, name, name), await keysUntilFirst(page, initials(name), name)),
    );
    if (place % 15 > 0) continue;
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    const chosen = page.getByRole("list", { name: "Chosen" }).getByText(name, { exact: true });
    await chosen.waitFor();
    if (!(await isSeen(page, name))) hidden += 1;
    await page.getByRole("button", { name: `Take back ${name}`, exact: true }).click();
    await field.focus();
  }
  await page.keyboard.press("Escape");
  const opened = await openGuidelines(page);
  await page.context().close();
  const median = keys.sort((a, b) => a - b)[Math.floor(keys.length / 2)]!;
  return [
    {
      name: "classSearchKeysMedian",
      what: "150 classes: keys until one is first, median",
      value: median,
      goal: "≤ 2",
    },
    {
      name: "chosenOutOfSight",
      what: "of ten chosen ones, out of sight without scrolling",
      value: hidden,
      goal: "0",
    },
    {
      name: "guidelinesOpenMsP95",
      what: "guidelines: key to painted, p95 (ms)",
      value: p95(opened),
      goal: "≤ 100",
    },
  ];
}

function initials(name: string): string {
  return name
    .split("_")
    .map((word) => word.slice(0, 1))
    .join("");
}

/** Letters of `typed` until the class is the marked one; infinitely many if it never is. */
async function keysUntilFirst(page: Page, typed: string, name: string): Promise<number> {
  let keys = 0;
  try {
    for (const letter of typed.replaceAll("_", " ")) {
      await page.keyboard.type(letter);
      keys += 1;
      if ((await markedName(page)) === name) return keys;
      if (keys === 6) break;
    }
    return Number.POSITIVE_INFINITY;
  } finally {
    await page.keyboard.press("Escape");
    await page.getByRole("combobox", { name: "Find a label" }).focus();
  }
}

/** What Enter would choose, once the list shows what was typed. */
function markedName(page: Page): Promise<string | null> {
  return page.evaluate(async () => {
    await new Promise((painted) => requestAnimationFrame(painted));
    const marked = document.querySelector('[role="combobox"]')?.getAttribute("aria-activedescendant");
    return (
      document
        .getElementById(marked ?? "")
        ?.querySelector("[title]")
        ?.getAttribute("title") ?? null
    );
  });
}

function isSeen(page: Page, name: string): Promise<boolean> {
  return page.evaluate((wanted) => {
    const strip = [...document.querySelectorAll('ul[aria-label="Chosen"] li')];
    const box = strip.find((item) => item.textContent?.includes(wanted))?.getBoundingClientRect();
    return !!box && box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  }, name);
}

interface Watching {
  /** Resolves to the milliseconds from the next key until the panel is painted. */
  guidelinesPainted: Promise<number>;
}

/** Runs in the page. */
function watchGuidelines(): void {
  const painted = new Promise<number>((resolve) => {
    let pressedAt = 0;
    addEventListener("keydown", (event) => (pressedAt = event.timeStamp), { once: true, capture: true });
    new MutationObserver((_, observer) => {
      if (!document.querySelector('section[aria-label="Guidelines"]')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressedAt)));
    }).observe(document, { subtree: true, childList: true });
  });
  (window as unknown as Watching).guidelinesPainted = painted;
}

/** Milliseconds from the key until the panel was painted, twenty times. */
async function openGuidelines(page: Page): Promise<number[]> {
  const took: number[] = [];
  for (let time = 0; time < 20; time++) {
    // Watched before the key goes down: a page that is faster than the next command would never be seen.
    await page.evaluate(watchGuidelines);
    await page.keyboard.press("Shift+G");
    took.push(rounded(await page.evaluate(() => (window as unknown as Watching).guidelinesPainted)));
    await page.keyboard.press("Shift+G");
    await page.getByRole("region", { name: "Guidelines" }).waitFor({ state: "detached" });
  }
  return took;
}
