import { eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { memberships, projects } from "@/db/schema/projects";
import { deleteProject } from "@/lib/projects/delete-project";
import { expectAccessible, face, fewViews, type Screen } from "../setup/accessible";
import { joinAsAnnotator, signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("deleting a project", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let ownerId: string;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext({ locale: "en-GB" });
    page = await context.newPage();
    await signUpOwner(page, app);
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    ownerId = owner!.id;
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const arrangeNamed = (name: string) => arrangeBench(app.db, { project: { name } });
  const remove = (projectId: string, name: string) =>
    deleteProject(app.db, { projectId, name, deletedBy: ownerId });
  const dialog = () => page.getByRole("dialog", { name: "Delete “Old news”?" });
  const field = () => dialog().getByLabel("To confirm, type the name of the project");
  const confirm = () => dialog().getByRole("button", { name: "Delete the project" });
  const isDeleted = async (projectId: string) => {
    const [project] = await app.db.select().from(projects).where(eq(projects.id, projectId));
    return project!.deletedAt !== null;
  };

  test("takes its typed name, is said on the page of all projects, and is taken back there", async () => {
    await arrangeNamed("Fresh news");
    const { projectId } = await arrangeNamed("Old news");
    await page.goto(`${app.url}/projects/${projectId}/settings`);
    await page.getByRole("button", { name: "Delete the project…" }).click();
    expect(await field().evaluate((input) => input === document.activeElement)).toBe(true);
    for (const typed of ["", "Old new", "old news", "Fresh news"]) {
      await field().fill(typed);
      expect(await confirm().isDisabled()).toBe(true);
      await page.keyboard.press("Enter");
    }
    await dialog().getByRole("button", { name: "Keep it" }).click();
    await dialog().waitFor({ state: "detached" });
    expect(await isDeleted(projectId)).toBe(false);

    await page.getByRole("button", { name: "Delete the project…" }).click();
    await field().fill("Old news");
    await confirm().click();
    await page.waitForURL(`${app.url}/projects?deleted=${projectId}`);
    await page.getByRole("status").filter({ hasText: "“Old news” was deleted." }).waitFor();
    expect(await isDeleted(projectId)).toBe(true);
    expect(await page.getByRole("link", { name: "Fresh news" }).count()).toBe(1);
    expect(await page.getByRole("link", { name: "Old news" }).count()).toBe(0);
    const gone = await page.request.get(`${app.url}/projects/${projectId}/settings`);
    expect(gone.status()).toBe(404);

    const restore = page.getByRole("button", { name: "Restore Old news" });
    expect(await restore.isVisible()).toBe(false);
    await page.getByText("Deleted projects (1)").click();
    await page.getByText(/^Deleted .* by Ada Lovelace$/).waitFor();
    await page.getByText(/^Removed for good on /).waitFor();
    await restore.click();
    await page.getByText("“Old news” is back.").waitFor();
    await page.getByRole("link", { name: "Old news" }).click();
    await page.waitForURL(`${app.url}/projects/${projectId}`);
    expect(await isDeleted(projectId)).toBe(false);
    await page.goto(`${app.url}/projects?deleted=${projectId}`);
    await page.getByRole("link", { name: "Fresh news" }).waitFor();
    expect(await page.getByText(/was deleted|Deleted projects/).count()).toBe(0);
  });

  test("that does not work says why in the dialog, and may be tried again", async () => {
    const { projectId } = await arrangeNamed("Old news");
    await page.goto(`${app.url}/projects/${projectId}/settings`);
    await page.getByRole("button", { name: "Delete the project…" }).click();
    await page.route(`**/api/v1/projects/${projectId}`, (route) => route.abort());
    await field().fill("Old news");
    await page.keyboard.press("Enter");
    await dialog().getByRole("alert").getByText("Winnow cannot be reached.").waitFor();
    await page.unroute(`**/api/v1/projects/${projectId}`);
    await page.keyboard.press("Enter");
    await page.waitForURL(`${app.url}/projects?deleted=${projectId}`);
  });

  test("is seen at the bench, whose answers wait in the browser and are sent once it is back", async () => {
    const { projectId } = await arrangeNamed("At work");
    const theirs = await browser.newContext();
    await joinAsAnnotator(theirs, app, { projectId, email: "grace@example.org" });
    const their = await theirs.newPage();
    await their.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(their);
    await screen.sample().waitFor();
    await theirs.setOffline(true);
    const answered = await screen.act("1");
    await remove(projectId, "At work");
    await theirs.setOffline(false);
    await their.getByText("You can no longer label here").waitFor();
    await their.getByText("not sent yet: 1 kept here").waitFor();
    expect(await standingAnswers(app.db, projectId)).toEqual([]);
    const asked = await their.request.post(`${app.url}/api/v1/projects/${projectId}/restore`, {
      headers: { origin: app.url },
    });
    expect(asked.status()).toBe(404);
    await their.goto(`${app.url}/projects`);
    expect(await their.getByText("Deleted projects").count()).toBe(0);
    await their.goto(`${app.url}/projects/${projectId}/label`);
    await their.getByText("One answer of yours is kept in this browser.").waitFor();

    await page.goto(`${app.url}/projects`);
    await page.getByText(/^Deleted projects/).click();
    await page.getByRole("button", { name: "Restore At work" }).click();
    await page.getByText("“At work” is back.").waitFor();
    await their.reload();
    await screen.sample().waitFor();
    await screen.saved();
    expect((await standingAnswers(app.db, projectId)).map(([text]) => text)).toEqual([answered]);
    await theirs.close();
  });

  test("seen by an open bench, which goes on by itself once the project is back", async () => {
    const { projectId } = await arrangeNamed("Meanwhile");
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    await remove(projectId, "Meanwhile");
    await page.getByText("You can no longer label here").waitFor();
    const restored = await page.request.post(`${app.url}/api/v1/projects/${projectId}/restore`, {
      headers: { origin: app.url },
    });
    expect(restored.status()).toBe(204);
    await screen.sample().waitFor();
    await screen.act("1");
    await screen.saved();
  });

  test("is accessible: the end of the settings, the dialog, the notice and the list", async () => {
    const name = "أخبار news ".repeat(12).trim();
    const { projectId } = await arrangeNamed(name);
    await app.db.insert(memberships).values({ projectId, userId: ownerId, role: "lead" });
    const check = (screen: Omit<Screen, "views">) =>
      expectAccessible(page, app.url, { ...screen, views: fewViews });
    const open = page.locator("main button[aria-haspopup=dialog]").last();
    await check({
      path: () => `/projects/${projectId}/settings`,
      ready: "main h1",
      async arrange() {
        // Before the page listens, a press does nothing.
        const dialog = page.locator("dialog[open]");
        await waitFor("the dialog to open", async () => {
          if (!(await dialog.isVisible())) await open.click();
          return dialog.isVisible();
        });
        await dialog.locator("input").fill("news");
      },
    });
    await remove(projectId, name);
    await check({
      path: () => `/projects?deleted=${projectId}`,
      ready: "main details",
      arrange: () => page.locator("main details summary").last().click(),
    });
    await face(page, app.url, "ltr");
  });
});
