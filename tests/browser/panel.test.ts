import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUpOwner } from "../setup/accounts";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";

const reason =
  "50 % linear + 50 % graph: held-out log loss 0.42 (alone: prototype 0.51, linear 0.44, graph 0.47)";

describeInBrowser("the project page", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Opens the page of a project with three models, all chosen for one reason. */
  async function openProject(measured: { correct: number; holdoutCount: number }): Promise<void> {
    const { projectId, labelClassIds } = await arrangeProject(app.db, ["a", "b", "c"]);
    const encodingId = await arrangeEncoding(app.db, projectId);
    const chosen = { reason, chosenAtLabels: 60 };
    for (const number of [1, 2, 3]) {
      await arrangeModel(app.db, { projectId, labelClassIds, encodingId, number, chosen, ...measured });
    }
    await page.goto(`${app.url}/projects/${projectId}`);
    await page.getByRole("heading", { name: "Model versions" }).waitFor();
  }

  const models = () => page.getByRole("region", { name: "Model versions, newest first" });

  test("of one holdout label it makes no percentage, and says how many more would tell", async () => {
    await openProject({ correct: 1, holdoutCount: 1 });
    await page.getByText(/How the curve moves takes at least 49 more holdout labels/).waitFor();
    const row = models().getByRole("row").nth(1);
    expect(await row.getByRole("cell").nth(1).textContent()).toBe("1 of 1");
    expect(await models().textContent()).not.toContain("100.0");
  });

  test("from 30 holdout labels on the percentage stands beside their number", async () => {
    await openProject({ correct: 55, holdoutCount: 64 });
    const row = models().getByRole("row").nth(1);
    expect(await row.getByRole("cell").nth(1).textContent()).toBe("85.9\u00a0% of 64");
    await page.getByText(/with 64 holdout labels the truth most likely lies/).waitFor();
  });

  test("the reason for the learners stands once, and can be read whole on a narrow screen", async () => {
    await openProject({ correct: 55, holdoutCount: 64 });
    await page.setViewportSize({ width: 360, height: 800 });
    const note = models().getByText(/^Compared at 60 labels: 50\s% linear/);
    expect(await note.count()).toBe(1);
    const box = await note.boundingBox();
    const frame = await models().boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(frame!.x);
    expect(box!.x + box!.width).toBeLessThanOrEqual(frame!.x + frame!.width);
    await models().evaluate((region) => region.scrollBy({ left: 1000, behavior: "instant" }));
    expect((await note.boundingBox())!.x).toBeCloseTo(box!.x, 0);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("without a connection it says that its numbers are no longer fresh, until there is one again", async () => {
    await openProject({ correct: 55, holdoutCount: 64 });
    await page.context().setOffline(true);
    const stale = page.getByText(/^These numbers are no longer fresh\. Winnow cannot be reached\./);
    await stale.waitFor({ timeout: 20_000 });
    await page.context().setOffline(false);
    await stale.waitFor({ state: "detached", timeout: 20_000 });
  });

  test("the curve's tip leaves with Escape, also where a press has pinned it, and the pointer can move onto it", async () => {
    await openProject({ correct: 55, holdoutCount: 64 });
    const chart = page.locator("[role=img] svg");
    const tip = chart.locator("g[aria-label=tip] text");
    await chart.scrollIntoViewIfNeeded();
    const box = (await chart.boundingBox())!;
    const pointAt = (share: number) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await pointAt(0.3);
    await tip.waitFor();
    await pointAt(0.8);
    await tip.waitFor();
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "detached" });
    await pointAt(0.5);
    await tip.waitFor();
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(0, 0);
    await tip.waitFor();
    await page.keyboard.press("Escape");
    await tip.waitFor({ state: "detached" });
  });
});
