import type { Page } from "playwright-core";
import { labelInBrowser } from "../annotator/label-in-browser";
import { syntheticTexts } from "../synthetic-texts";
import { type Measured, p95, rounded } from "./measure";
import { type Extremes, openProject } from "./open-project";

const bytes = 100_000;
const texts = 12;

/** Texts of 100 kB, every other one without a single line break: how soon each is painted, and how it scrolls. */
export async function longTexts(extremes: Extremes): Promise<Measured[]> {
  const words = [...syntheticTexts(400 * texts, 4)].map(({ text }) => text);
  const payloads = Array.from({ length: texts }, (_, row) => {
    const all = words.slice(400 * row).join(row % 2 === 0 ? "\n" : " ");
    return { text: `${row} ${all}`.slice(0, bytes) };
  });
  const { page } = await openProject(extremes, { payloads });
  const atRest = await framesPerSecond(page, 0);
  const answer = () => page.keyboard.press("1");
  const { keyToPaintMs } = await labelInBrowser(page, { count: 2, answer, thinkMs: 300 });
  const withLines = await framesPerSecond(page, 1 / 3);
  const more = await labelInBrowser(page, { count: 1, answer, thinkMs: 300 });
  const withoutLines = await framesPerSecond(page, 1 / 3);
  const rest = await labelInBrowser(page, { count: texts - 5, answer, thinkMs: 300 });
  const opened = [...keyToPaintMs, ...more.keyToPaintMs, ...rest.keyToPaintMs];
  await page.context().close();
  // The first sample was there already, so that every other one from the first on is without lines.
  const ofLines = opened.filter((_, place) => place % 2 === 1);
  const ofOneLine = opened.filter((_, place) => place % 2 === 0);
  const figure = (name: string, what: string, value: number, goal: string): Measured => {
    return { name, what, value: rounded(value), goal };
  };
  return [
    figure("longTextOpenMsP95", "100 kB in lines: key to painted, p95 (ms)", p95(ofLines), "≤ 300"),
    figure("longTextFramesPerSecond", "scrolling it (frames/s)", withLines, "≥ 50"),
    figure(
      "longLineOpenMsP95",
      "100 kB without a line break: key to painted, p95 (ms)",
      p95(ofOneLine),
      "≤ 300",
    ),
    figure("longLineFramesPerSecond", "scrolling it (frames/s)", withoutLines, "≥ 50"),
    figure("restingFramesPerSecond", "at rest: what the machine gives at most (frames/s)", atRest, "—"),
  ];
}

/** Frames while each scrolls the text by this share of the screen, there and back, for two seconds. */
function framesPerSecond(page: Page, share: number): Promise<number> {
  return page.evaluate(async (part) => {
    const region = document.querySelector('section[aria-label="Sample"]')!;
    let [frames, spent, by] = [0, 0, part * region.clientHeight];
    const since = performance.now();
    while (spent < 2_000) {
      await new Promise((frame) => requestAnimationFrame(frame));
      const before = region.scrollTop;
      region.scrollTop += by;
      if (region.scrollTop === before) by = -by;
      frames += 1;
      spent = performance.now() - since;
    }
    return (1000 * frames) / spent;
  }, share);
}
