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
  return [
    {
      name: "longTextOpenMsP95",
      what: "a text of 100 kB: key to painted, p95 (ms)",
      value: p95(opened),
      goal: "≤ 300",
    },
    {
      name: "longTextFramesPerSecond",
      what: "scrolling it, the slower of lines and one line (frames/s)",
      value: rounded(Math.min(withLines, withoutLines)),
      goal: "≥ 50",
    },
    {
      name: "restingFramesPerSecond",
      what: "the same page at rest: what the machine gives at most (frames/s)",
      value: rounded(atRest),
      goal: "—",
    },
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
