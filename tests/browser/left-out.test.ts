import { eq } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memberships } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { joinAsAnnotator, signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("a project that is not open to somebody", async () => {
  let app: App;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    const owner = await browser.newContext();
    await signUpOwner(await owner.newPage(), app);
    await owner.close();
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("says so to who was taken out of it, with the answers that are kept, and to strangers the same", async () => {
    const { projectId } = await arrangeBench(app.db);
    const context = await browser.newContext();
    await joinAsAnnotator(context, app, { projectId, email: "grace@example.org" });
    const page = await context.newPage();
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    await page.route(/\/annotations/, (route) => route.abort());
    await screen.act("1");
    await screen.act("2");
    await app.db.delete(memberships).where(eq(memberships.projectId, projectId));
    await page.goto(`${app.url}/projects/${projectId}/label`);
    await page.getByRole("heading", { name: "This project is not open to you" }).waitFor();
    await page.getByText("2 answers of yours are kept in this browser.").waitFor();
    const said = await page.locator("main").innerText();
    for (const sub of ["grid", "find", "work"]) {
      await page.goto(`${app.url}/projects/${projectId}/${sub}`);
      await page.getByText("2 answers of yours are kept in this browser.").waitFor();
    }
    await page.goto(`${app.url}/projects/${newId()}/label`);
    await page.getByRole("heading", { name: "This project is not open to you" }).waitFor();
    expect(said).toContain(await page.locator("main").innerText());
    await page.getByRole("link", { name: "Projects" }).click();
    await page.waitForURL(`${app.url}/projects`);
    await context.close();
  });
});
