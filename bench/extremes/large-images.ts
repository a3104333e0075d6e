import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { createFolderStore } from "@/lib/storage/folder-store";
import { type Measured, rounded } from "./measure";
import { type Extremes, openProject } from "./open-project";

const [width, height] = [6000, 4000];

/** Notes when the first image was asked for and when it was painted; plain JavaScript, for the page. */
const watchImage = `
  new MutationObserver((_, observer) => {
    const image = document.querySelector('section[aria-label="Sample"] img');
    if (!image) return;
    observer.disconnect();
    const askedAt = performance.now();
    image.decode().then(() => requestAnimationFrame(() => setTimeout(() => {
      window.winnowImage = performance.now() - askedAt;
    })));
  }).observe(document, { subtree: true, childList: true });
`;

/** Photographs of 24 megapixels: the first view while the server makes the preview, and once it has it; the whole on zoom. */
export async function largeImages(extremes: Extremes): Promise<Measured[]> {
  const blobs = createFolderStore(join(extremes.sandbox.dataDirectory, "blobs"));
  const payloads: {
    text: null;
    imageBlob: string;
    imageType: "image/jpeg";
    width: number;
    height: number;
  }[] = [];
  for (let row = 0; row < 4; row++) {
    const imageBlob = await blobs.put(await photograph());
    payloads.push({ text: null, imageBlob, imageType: "image/jpeg", width, height });
  }
  const { page } = await openProject(extremes, { payloads, script: watchImage });
  const cold = await firstView(page);
  const wholeMs = await zoomIn(page);
  // Another browser: nothing is in its cache, but the server has the preview.
  const warm = await firstView(await reopened(page));
  await page.context().close();
  return [
    {
      name: "imageFirstViewMs",
      what: "24 megapixels: first view, preview made before (ms)",
      value: warm,
      goal: "≤ 500",
    },
    {
      name: "imageColdViewMs",
      what: "the same while the server makes three previews (ms)",
      value: cold,
      goal: "—",
    },
    {
      name: "imageWholeOnZoomMs",
      what: "all pixels after the second step of the zoom (ms)",
      value: wholeMs,
      goal: "—",
    },
  ];
}

/** Soft shapes with grain, which compress as a photograph does. */
async function photograph(): Promise<Buffer> {
  const [small, fine] = [randomBytes(75 * 50 * 3), randomBytes(1500 * 1000 * 3)];
  const grain = await sharp(fine, { raw: { width: 1500, height: 1000, channels: 3 } })
    .resize(width, height, { kernel: "cubic" })
    .ensureAlpha(0.12)
    .raw()
    .toBuffer();
  return sharp(small, { raw: { width: 75, height: 50, channels: 3 } })
    .resize(width, height, { kernel: "cubic" })
    .composite([{ input: grain, raw: { width, height, channels: 4 } }])
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function firstView(page: Page): Promise<number> {
  const taken = await page.waitForFunction(() => (window as unknown as { winnowImage?: number }).winnowImage);
  return rounded((await taken.jsonValue())!);
}

async function reopened(page: Page): Promise<Page> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await page.reload();
  return page;
}

async function zoomIn(page: Page): Promise<number> {
  await page.keyboard.press("+");
  const since = performance.now();
  await page.keyboard.press("+");
  await page.waitForFunction(() => {
    const image = document.querySelector<HTMLImageElement>('section[aria-label="Sample"] img');
    return image?.src.endsWith("/image") && image.complete;
  });
  return rounded(performance.now() - since);
}
