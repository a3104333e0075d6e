import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import type { Page } from "playwright-core";
import { loadSessionSecret } from "@/lib/access/session-secret";
import { mostMapPoints } from "@/lib/contracts/map";
import { median } from "@/lib/learning/evaluation/quantile";
import { createFolderStore } from "@/lib/storage/folder-store";
import { arrangeAnnotators } from "../annotator/arrange";
import { signedInPage } from "../annotator/open-bench";
import { type ProductInBrowser, withProductInBrowser } from "../annotator/product-in-browser";
import type { BenchResult } from "../bench-result";
import { markdownTable } from "../markdown-table";
import { wholeNumber } from "../whole-number";
import { seedProject } from "./seed-project";

/** Every page of a project, by its address below the project's. */
const paths = {
  overview: "",
  quality: "/quality",
  agreement: "/agreement",
  map: "/map",
  queue: "/queue",
  costs: "/costs",
  simulate: "/simulate",
  label: "/label",
  grid: "/grid",
  find: "/find",
  "my work": "/work",
  data: "/data",
  team: "/team",
  settings: "/settings",
} as const;

interface Setting {
  readonly samples: number;
  readonly annotations: number;
  readonly runs: number;
}

/**
 * Opens every page of a project of --samples samples and --annotations labels in a real Chromium: how long until all that
 * the page asked the server for is there and painted, the first time after the product was started anew for it, and the
 * median of --runs more visits.
 */
export async function panel(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: {
      samples: { type: "string", default: "1000000" },
      annotations: { type: "string", default: "1000000" },
      runs: { type: "string", default: "5" },
    },
  });
  const setting = {
    samples: wholeNumber("samples", values.samples),
    annotations: wholeNumber("annotations", values.annotations),
    runs: wholeNumber("runs", values.runs),
  };
  return withProductInBrowser((product) => measure(product, setting));
}

async function measure(
  { sandbox, config, browser, restart }: ProductInBrowser,
  setting: Setting,
): Promise<BenchResult> {
  const { db, dataDirectory, userId: ownerId } = sandbox;
  const { samples, annotations: labels, runs } = setting;
  const blobs = createFolderStore(join(dataDirectory, "blobs"));
  const projectId = await seedProject({ db, blobs, ownerId, samples, labels });
  console.error(`${samples} samples and ${labels} labels are there`);
  const secret = await loadSessionSecret(dataDirectory);
  const [lead] = await arrangeAnnotators(sandbox, config, { projectId, count: 1, secret });
  await db.execute(sql`update memberships set role = 'lead' where user_id = ${lead!.userId}`);
  const page = await signedInPage(await browser.newContext(), config.publicUrl, lead!.cookie);
  const rows: { readonly name: string; readonly firstMs: number; readonly ms: number }[] = [];
  for (const [name, path] of Object.entries(paths)) {
    const url = `${config.publicUrl}/projects/${projectId}${path}`;
    await restart();
    const firstMs = await visit(page, url);
    const times: number[] = [];
    for (let run = 0; run < runs; run++) times.push(await visit(page, url));
    rows.push({ name, firstMs, ms: median(times) });
    console.error(`${name}: ${median(times).toFixed(0)} ms, first ${firstMs.toFixed(0)} ms`);
  }
  const mapFrames = await dragMap(page, `${config.publicUrl}/projects/${projectId}${paths.map}`);
  console.error(
    `map of ${Math.min(samples, mostMapPoints)} points: ${mapFrames.toFixed(0)} frames/s while it is dragged`,
  );
  const slowest = rows.reduce((most, row) => (row.ms > most.ms ? row : most));
  const slowestFirst = rows.reduce((most, row) => (row.firstMs > most.firstMs ? row : most));
  return {
    figures: {
      samples,
      annotations: labels,
      slowestPage: slowest.name,
      slowestPageMs: Math.round(slowest.ms),
      slowestFirstVisit: slowestFirst.name,
      slowestFirstVisitMs: Math.round(slowestFirst.firstMs),
      mapFramesPerSecond: Number(mapFrames.toFixed(1)),
      pagesMs: Object.fromEntries(rows.map(({ name, ms }) => [name, Math.round(ms)])),
      firstVisitMs: Object.fromEntries(rows.map(({ name, firstMs }) => [name, Math.round(firstMs)])),
    },
    markdown: markdownTable(
      [
        "page",
        "until all is there (ms), goal ≤ 1,000",
        "firstVisitMs: the first since the product was started",
      ],
      rows.map(({ name, ms, firstMs }) => [name, ms.toFixed(0), firstMs.toFixed(0)]),
    ),
  };
}

/** How long the map is dragged. */
const dragMs = 3_000;

/** Frames a second in which the map is painted while the pointer drags it to and fro. */
async function dragMap(page: Page, url: string): Promise<number> {
  await visit(page, url);
  const { x, y, width, height } = (await page.locator("canvas").first().boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  const frames = page.evaluate(async (forMs) => {
    const since = performance.now();
    let [count, passed] = [0, 0];
    while (passed < forMs) {
      await new Promise((frame) => requestAnimationFrame(frame));
      count += 1;
      passed = performance.now() - since;
    }
    return (1000 * count) / passed;
  }, dragMs);
  let isOver = false;
  const counted = frames.finally(() => {
    isOver = true;
  });
  for (let step = 0; !isOver; step++)
    await page.mouse.move(x + width / 2 + 80 * Math.sin(step / 20), y + height / 2);
  await page.mouse.up();
  return counted;
}

/** Nothing more is asked for when nothing was for so long. */
const quietMs = 300;

/**
 * Milliseconds from the start of the navigation until the last answer that the page asked for was painted: the document,
 * its scripts and its data. The stream of events goes on for ever and is no answer.
 */
async function visit(page: Page, url: string): Promise<number> {
  const underWay = new Set<unknown>();
  let [last, changed] = [0, performance.now()];
  const isStream = (address: string) => new URL(address).pathname.endsWith("/events");
  const begin = (request: { url(): string }) => {
    if (!isStream(request.url())) underWay.add(request);
  };
  const end = (request: unknown) => {
    if (!underWay.delete(request)) return;
    last = performance.now();
    changed = last;
  };
  page.on("request", begin).on("requestfinished", end).on("requestfailed", end);
  const began = performance.now();
  const response = await page.goto(url, { waitUntil: "load" });
  if (!response?.ok()) throw new Error(`${url} answers ${response?.status()}.`);
  while (underWay.size > 0 || performance.now() - changed < quietMs) await page.waitForTimeout(20);
  const painted = await page.evaluate(async () => {
    const since = performance.now();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return performance.now() - since;
  });
  page.off("request", begin).off("requestfinished", end).off("requestfailed", end);
  const busy = await page.locator('[aria-busy="true"]').count();
  if (busy > 0) throw new Error(`${url} is still busy when all its answers are there.`);
  return last - began + painted;
}
