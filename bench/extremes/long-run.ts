import type { Page } from "playwright-core";
import { labelInBrowser } from "../annotator/label-in-browser";
import { syntheticTexts } from "../synthetic-texts";
import { type Measured, p95, rounded } from "./measure";
import { type Extremes, openProject } from "./open-project";

/** Samples labeled before the heap is looked at first: what is loaded after the first label is there then. */
const warmUp = 20;
const slowSamples = 100;
/** A key counts from 150 ms on. */
const thinkMs = 180;

/** So many samples in a row: what stays in the heap; then a hundred more on a processor four times slower. */
export async function longRun(extremes: Extremes, samples: number): Promise<Measured[]> {
  const payloads = [...syntheticTexts(samples + warmUp + slowSamples + 30, 4)].map(({ text }) => ({ text }));
  const { page } = await openProject(extremes, { payloads });
  const answer = () => page.keyboard.press("1");
  await labelInBrowser(page, { count: warmUp, answer, thinkMs });
  const before = await heapMegabytes(page);
  await labelInBrowser(page, { count: samples, answer, thinkMs });
  const grown = (await heapMegabytes(page)) - before;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const slow = await labelInBrowser(page, { count: slowSamples, answer, thinkMs: 2 * thinkMs });
  await page.context().close();
  return [
    {
      name: "heapGrowthMb",
      what: `heap growth over ${samples} samples (MB)`,
      value: rounded(grown),
      goal: "≤ 20",
    },
    {
      name: "slowCpuKeyToPaintMsP95",
      what: "4x slower processor: key to painted, p95 (ms)",
      value: p95(slow.keyToPaintMs),
      goal: "≤ 200",
    },
  ];
}

/** What is in use once everything that can be collected is. */
async function heapMegabytes(page: Page): Promise<number> {
  await page.getByText("all saved", { exact: true }).waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize / 1e6;
}
