import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePayloads } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { updateProject } from "@/lib/projects/update-project";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("what the label screen tells beside the sample", async () => {
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

  const sample = () => labelScreen(page).sample();

  async function benchOfTexts(texts: readonly string[]): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, { samples: texts.length });
    for (const [row, text] of texts.entries()) {
      const which = eq(samplePayloads.sampleId, arranged.sampleIds[row]!);
      await app.db.update(samplePayloads).set({ text }).where(which);
    }
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    await sample().waitFor();
    return arranged;
  }

  test("a pause is told while samples are held, moves nothing, and hides no end of a long text", async () => {
    const long = `${"The quick brown fox jumps over the lazy dog. ".repeat(120)}The end.`;
    const { projectId } = await benchOfTexts([long, "Two"]);
    await page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: "layout-shift" });
    });
    await updateProject(app.db, projectId, { isPaused: true });
    const note = page.getByText("You can still answer the samples that are here");
    await note.waitFor();
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
    await page.keyboard.press("End");
    const end = await sample().evaluate((region) => {
      const range = document.createRange();
      range.selectNodeContents(region);
      return Math.max(...[...range.getClientRects()].map(({ bottom }) => bottom));
    });
    expect(end).toBeLessThan((await note.boundingBox())!.y);
    await updateProject(app.db, projectId, { isPaused: false });
    await note.waitFor({ state: "detached" });
  });

  test("who begins is told that there are guidelines, until they open them", async () => {
    const { projectId } = await benchOfTexts(["One", "Two"]);
    await app.db.update(projects).set({ guidelines: "Read twice." }).where(eq(projects.id, projectId));
    await page.reload();
    await page.getByRole("button", { name: "There are guidelines for this project" }).click();
    await page.getByRole("region", { name: "Guidelines" }).getByText("Read twice.").waitFor();
    await page.reload();
    await sample().waitFor();
    expect(await page.getByText("There are guidelines for this project").count()).toBe(0);
  });
});
