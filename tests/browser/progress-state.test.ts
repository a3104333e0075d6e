import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projects } from "@/db/schema/projects";
import { modelVersions } from "@/db/schema/rounds";
import { notify } from "@/lib/jobs/notify";
import { fewViews, violationsIn } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { around, arrangeProgress, byMetric } from "../setup/arrange-progress";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";

describeInBrowser("a project that somebody holds back, on its overview", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let projectId: string;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await signUpOwner(page, app);
    const texts = Array.from({ length: 400 }, (_, row) => `sample ${row}`);
    const arranged = await arrangeProject(app.db, texts);
    projectId = arranged.projectId;
    await arrangeProgress(app.db, {
      ...{ projectId, labelClassIds: arranged.labelClassIds, holdoutCount: 75 },
      labels: [40, 80, 120, 160, 200, 240],
      outlook: {
        advice: "goOn",
        slope: byMetric(around(0.019, 0.012), around(0.017, 0.012), around(-0.02, 0.01)),
        nextHundred: around(0.016, 0.009),
      },
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const change = async (values: Partial<typeof projects.$inferInsert>) => {
    await app.db.update(projects).set(values).where(eq(projects.id, projectId));
    await notify(app.db, projectId, "settings");
  };
  const open = (path = "") => page.goto(`${app.url}/projects/${projectId}${path}`);
  const startLabeling = () => page.getByRole("link", { name: "Start labeling" });

  test("a pause is said as soon as it begins, with the way to where it is ended, and nobody is told to label on", async () => {
    await open();
    await page.getByText(/^Go on while it is worth it to you/).waitFor();
    await startLabeling().waitFor();
    await change({ pausedAt: new Date(), pausedBy: "lead" });
    await page.getByText(/^Labeling is paused: no samples are handed out\./).waitFor();
    await page.getByText(/^Labeling is paused\. Once it goes on, the next 100 labels/).waitFor();
    expect(await startLabeling().count()).toBe(0);
    expect(await page.getByText(/^Go on while/).count()).toBe(0);
    await page.getByRole("link", { name: "End the pause under Settings" }).click();
    await page.getByRole("button", { name: "Resume" }).first().click();
    await page.getByText("This project is paused", { exact: true }).waitFor({ state: "detached" });
    await open();
    await startLabeling().waitFor();
  });

  test("a frozen model is named on overview and quality, with the model that is measured", async () => {
    const models = await app.db.select().from(modelVersions).where(eq(modelVersions.projectId, projectId));
    const third = models.find(({ number }) => number === 3)!;
    await change({ pinnedModelVersionId: third.id });
    await open();
    await page.getByText(/^Model 3 is frozen: .* Measured here: model 6, the newest\./).waitFor();
    expect(await page.getByRole("row").filter({ hasText: "frozen" }).textContent()).toMatch(/^3/);
    expect(await violationsIn(page, fewViews.ltr)).toEqual([]);
    await page.getByRole("status").getByRole("link", { name: "Queue and rounds" }).click();
    await page.getByText(/^No new model is trained; model 3 ranks the pool/).waitFor();
    await open("/quality");
    await page
      .getByText(/^Model 3 is frozen and ranks the pool\. The numbers here are of model 6, the newest/)
      .waitFor();
    await change({ pinnedModelVersionId: null });
    await page.getByText(/is frozen and ranks the pool/).waitFor({ state: "detached" });
  });

  test("a goal that another tab changed meanwhile keeps what was not changed here, and errors go when they are mended", async () => {
    await open();
    await page.getByRole("button", { name: "Set goal" }).click();
    const dialog = page.getByRole("dialog", { name: "Goal" });
    await change({ target: 0.93, hourlyRate: 30, currency: "EUR" });
    await dialog.getByLabel("Budget of labels").fill("1.5");
    await dialog.getByRole("button", { name: "Save" }).click();
    const error = dialog.getByText("Give a whole number from 1 to 10,000,000.");
    await error.waitFor();
    await dialog.getByLabel("Budget of labels").fill("900");
    await error.waitFor({ state: "detached" });
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const [saved] = await app.db.select().from(projects).where(eq(projects.id, projectId));
    expect(saved).toMatchObject({ target: 0.93, hourlyRate: 30, currency: "EUR", budget: 900 });
  });
});
