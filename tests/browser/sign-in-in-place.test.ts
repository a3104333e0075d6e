import { eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { annotations } from "@/db/schema/labeling";
import { joinAsAnnotator, password, signUpOwner } from "../setup/accounts";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeCandidates } from "../use-cases/finding/arrange-finding";
import { arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("a session that ends beside the bench", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext();
    page = await context.newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function signInInPlace(email = "ada@example.org"): Promise<void> {
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.waitFor();
    await dialog.getByLabel("E-mail address").fill(email);
    await dialog.getByLabel("Password").fill(password);
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
  }

  const saved = () => page.getByText("all saved", { exact: true }).waitFor();

  test("in the grid is opened again in place: the page that was confirmed is sent, the next keeps its exceptions", async () => {
    const arranged = await arrangeBench(app.db, { samples: 24, queued: 0 });
    const { projectId, sampleIds } = arranged;
    await arrangeCandidates(app.db, arranged, { 1: sampleIds });
    await page.goto(`${app.url}/projects/${projectId}/grid`);
    const tile = (name: string) => page.getByRole("button", { name, exact: true });
    await tile("Sample 0").waitFor();
    await context.clearCookies();
    await waitFor("Enter to be taken", async () => {
      await page.keyboard.press("Enter");
      return !(await page.locator("main").getByText("Sample 0", { exact: true }).isVisible());
    });
    await page.getByRole("dialog", { name: "Sign in to go on" }).waitFor();
    await page.getByText("12 answers are kept here and will be sent; your place stays.").waitFor();
    await page.keyboard.press("Escape");
    // Who closes the question can go on, and sign in when it suits.
    await tile("Sample 13").click();
    await page.getByRole("button", { name: "11 are “Sports”, 1 is not" }).waitFor();
    await page.getByRole("button", { name: "sign in: 12 kept here" }).click();
    await signInInPlace();
    await saved();
    await waitFor("the page", async () => (await standingAnswers(app.db, projectId)).length === 12);
    expect(await tile("Sample 13").getAttribute("aria-pressed")).toBe("true");
    await page.getByRole("button", { name: "11 are “Sports”, 1 is not" }).click();
    await waitFor("both pages", async () => (await standingAnswers(app.db, projectId)).length === 24);
    const texts = (await standingAnswers(app.db, projectId)).map(([text]) => text);
    expect(new Set(texts).size).toBe(24);
  });

  test("in the search is opened again in place: words, what was found and answers stay", async () => {
    const texts = ["A penalty saved", "A penalty paid", "Penalties decide", "Rates rise again"];
    const options = { classNames: ["Sports", "Business"], holdoutShare: 0 };
    const { projectId } = await arrangeProject(app.db, texts, options);
    await page.goto(`${app.url}/projects/${projectId}/find`);
    const results = page.getByRole("region", { name: "Samples found" });
    const words = page.getByRole("searchbox", { name: "Words" });
    const hits = results.getByRole("listitem");
    await words.fill("penalt");
    await waitFor("three hits", async () => (await hits.count()) === 3);
    await context.clearCookies();
    await page.keyboard.press("Enter");
    await page.keyboard.press("1");
    await signInInPlace();
    await saved();
    expect(await words.inputValue()).toBe("penalt");
    expect(await hits.count()).toBe(3);
    await hits.first().getByText("Sports").waitFor();
    await waitFor("the answer", async () => (await standingAnswers(app.db, projectId)).length === 1);
    expect(await standingAnswers(app.db, projectId)).toEqual([[texts[0], "Sports"]]);

    // A search that was refused is made again.
    await context.clearCookies();
    await words.fill("rates");
    await signInInPlace();
    await results.getByText("Rates rise again").waitFor();
    await waitFor("one hit", async () => (await hits.count()) === 1);
  });

  test("at the bench by somebody else sends nothing in their name, and it is sent once the first one is back", async () => {
    const { projectId } = await arrangeBench(app.db);
    const others = await browser.newContext();
    await joinAsAnnotator(others, app, { projectId, email: "grace@example.org" });
    await others.close();
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    await context.clearCookies();
    const text = await screen.act("1");
    await signInInPlace("grace@example.org");
    // Hers is another bench, with another outbox.
    await screen.sample().waitFor();
    await screen.saved();
    expect(await standingAnswers(app.db, projectId)).toEqual([]);
    await context.clearCookies();
    await screen.act("2");
    await signInInPlace();
    await waitFor("the answer of the one, and not of the other", async () => {
      const texts = (await standingAnswers(app.db, projectId)).map(([answered]) => answered);
      return texts.length === 1 && texts[0] === text;
    });
  });

  test("in another tab by somebody else: what waits in the first one's tab is not sent in their name", async () => {
    const { projectId } = await arrangeBench(app.db);
    const others = await browser.newContext();
    await joinAsAnnotator(others, app, { projectId, email: "mary@example.org" });
    await others.close();
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    await context.clearCookies();
    const second = await context.newPage();
    await second.goto(`${app.url}/sign-in`);
    await second.getByLabel("E-mail address").fill("mary@example.org");
    await second.getByLabel("Password").fill(password);
    await second.keyboard.press("Enter");
    await second.waitForURL(`${app.url}/projects`);
    await second.close();

    const text = await screen.act("1");
    await page.getByRole("dialog", { name: "Sign in to go on" }).waitFor();
    expect(await standingAnswers(app.db, projectId)).toEqual([]);
    await signInInPlace();
    await saved();
    const [answer] = await app.db.select().from(annotations).where(eq(annotations.projectId, projectId));
    const [ada] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    expect(answer!.annotatorId).toBe(ada!.id);
    expect((await standingAnswers(app.db, projectId)).map(([answered]) => answered)).toEqual([text]);
  });
});
