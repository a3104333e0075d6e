import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("many tabs of one browser", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let bench: ArrangedBench;
  let ownerId: string;
  const tabs: Page[] = [];
  /** Streams of events that the browser has open, and how many it ever opened. */
  const streams = new Set<Request>();
  let opened = 0;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext();
    const page = await context.newPage();
    await signUpOwner(page, app);
    await page.close();
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    ownerId = owner!.id;
    bench = await arrangeBench(app.db, { samples: 40 });
    const isStream = (request: Request) => new URL(request.url()).pathname.endsWith("/events");
    context.on("request", (request) => {
      if (!isStream(request)) return;
      streams.add(request);
      opened += 1;
    });
    context.on("requestfailed", (request) => streams.delete(request));
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function openTab(): Promise<Page> {
    const tab = await context.newPage();
    await tab.goto(`${app.url}/projects/${bench.projectId}/queue`);
    tabs.push(tab);
    return tab;
  }

  let labeled = 0;
  async function label(): Promise<void> {
    const [sampleId, labelClassId] = [bench.sampleIds[labeled]!, bench.classIds[0]!];
    labeled += 1;
    await recordAnnotation(app.db, {
      ...{ id: randomUUID(), projectId: bench.projectId, annotatorId: ownerId, source: "annotator" },
      input: { action: "label", sampleId, labelClassId, seconds: 2 },
    });
  }

  const showsLabels = (tab: Page) =>
    tab
      .getByText(new RegExp(`^${40 - labeled}$`))
      .first()
      .waitFor({ timeout: 10_000 });

  test("share one stream of events, and all see what changes, and there is room for one more", async () => {
    for (let i = 0; i < 8; i++) await openTab();
    await label();
    for (const tab of tabs) await showsLabels(tab);
    expect(streams.size).toBe(1);
    expect(opened).toBe(1);
  });

  test("go on when the one that has the stream is closed", async () => {
    // Of a tab that is closed nothing is told, its stream not either.
    streams.clear();
    await tabs.shift()!.close();
    await waitFor("another tab to open the stream", () => opened === 2);
    await label();
    for (const tab of tabs) await showsLabels(tab);
    expect(opened).toBe(2);
  });

  test("hold no stream while nobody sees them, and look again once one is seen", async () => {
    const see = (tab: Page, state: "visible" | "hidden") =>
      tab.evaluate((seen) => {
        Object.defineProperty(document, "visibilityState", { value: seen, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, state);
    for (const tab of tabs) await see(tab, "hidden");
    await waitFor("the stream to be left", () => streams.size === 0);
    await label();
    await see(tabs[3]!, "visible");
    await showsLabels(tabs[3]!);
    await waitFor("the stream to be followed again", () => streams.size === 1);
  });
});
