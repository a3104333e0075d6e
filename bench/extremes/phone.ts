import { labelInBrowser } from "../annotator/label-in-browser";
import { syntheticTexts } from "../synthetic-texts";
import { type Measured, p95 } from "./measure";
import { type Extremes, openProject } from "./open-project";

const samples = 200;

/** A phone of 360 × 640 pixels: two hundred samples by thumb. */
export async function phone(extremes: Extremes): Promise<Measured[]> {
  const payloads = [...syntheticTexts(samples + 30, 4)].map(({ text }) => ({ text }));
  const viewport = { width: 360, height: 640 };
  const screen = { viewport, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
  const { page } = await openProject(extremes, { payloads, screen });
  const buttons = ["World", "Sports", "Business"].map((name) => page.getByRole("button", { name }));
  const places = await Promise.all(
    buttons.map(async (button) => {
      const { x, y, width, height } = (await button.boundingBox())!;
      return { x: x + width / 2, y: y + height / 2 };
    }),
  );
  let taps = 0;
  const answer = () => {
    const { x, y } = places[taps++ % places.length]!;
    return page.touchscreen.tap(x, y);
  };
  const { keyToPaintMs, layoutShift } = await labelInBrowser(page, { count: samples, answer, thinkMs: 250 });
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.context().close();
  return [
    {
      name: "phoneTapToPaintMsP95",
      what: `phone, ${samples} samples by thumb: tap to painted, p95 (ms)`,
      value: p95(keyToPaintMs),
      goal: "≤ 200",
    },
    {
      name: "phoneLayoutShift",
      what: "the same: layout shift",
      value: Number(layoutShift.toFixed(4)),
      goal: "0",
    },
    {
      name: "phoneWiderPx",
      what: "the same: pixels wider than the screen",
      value: Math.max(0, wider),
      goal: "0",
    },
  ];
}
