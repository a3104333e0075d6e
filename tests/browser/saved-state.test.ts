import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { signUpOwner } from "../setup/accounts";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("whether work is safe", async () => {
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

  const said = (words: string) => page.getByRole("status").getByText(words, { exact: true });

  /** Where the parts of the bar stand. */
  const places = () =>
    page.evaluate(() =>
      ["header h1", "header [data-saved]", "main", "main [data-sample], main section"].map((selector) => {
        const { x, y, width, height } = document.querySelector(selector)!.getBoundingClientRect();
        return [x, y, width, height];
      }),
    );

  const cutWords = (dialog: Element) =>
    [...dialog.querySelectorAll("p, li, h2")]
      .filter((words) => words.scrollWidth > words.clientWidth)
      .map((words) => words.textContent);

  test("is said when it changes, its reason opens by keyboard, and nothing moves meanwhile", async () => {
    const { projectId } = await arrangeBench(app.db);
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    await screen.act("1");
    await screen.saved();
    const before = await places();
    const error = { code: "busy", message: "The disk of the server is full.", retryable: true };
    await page.route("**/annotations{,/*}", (route) => route.fulfill({ status: 503, json: { error } }));
    await screen.act("1");
    await said("The server takes nothing right now. Answers wait and are sent later.").waitFor();
    expect(await places()).toEqual(before);
    await page.getByRole("button", { name: "not sent yet: 1 kept here" }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "not sent yet: 1 kept here" });
    await dialog.getByText(error.message).waitFor();
    // The words of the bar stay in one line, those of the dialog do not.
    await page.setViewportSize({ width: 360, height: 720 });
    expect(await dialog.evaluate(cutWords)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.unroute("**/annotations{,/*}");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await said("Everything is on the server again.").waitFor();
    expect(await places()).toEqual(before);
  });

  test("a browser that keeps nothing says so on the screen, and what that means by keyboard", async () => {
    const { projectId } = await arrangeBench(app.db);
    const forgetful = await context.newPage();
    await forgetful.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("Not in a private window.", "InvalidStateError");
      };
    });
    await forgetful.goto(`${app.url}/projects/${projectId}/label`);
    const badge = forgetful.getByRole("button", { name: "this browser keeps nothing" });
    await badge.waitFor();
    expect(await badge.evaluate((words) => words.scrollWidth - words.clientWidth)).toBe(0);
    const warning = "This browser keeps nothing: do not close the page before all is saved.";
    await forgetful.getByRole("status").getByText(warning).waitFor();
    await badge.focus();
    await forgetful.keyboard.press("Enter");
    await forgetful.getByRole("dialog").getByText(warning).waitFor();
    await forgetful.close();
  });

  test("an answer refused on the search page is not deleted but answered anew at the bench", async () => {
    const texts = ["A penalty saved"];
    const options = { classNames: ["Sports", "Business", "Science"], holdoutShare: 0 };
    const { projectId, labelClassIds } = await arrangeProject(app.db, texts, options);
    await page.goto(`${app.url}/projects/${projectId}/find`);
    await page.getByRole("searchbox", { name: "Words" }).fill("penalt");
    const hits = page.getByRole("region", { name: "Samples found" }).getByRole("listitem");
    await waitFor("one hit", async () => (await hits.count()) === 1);
    await archiveLabelClass(app.db, { projectId, labelClassId: labelClassIds[0]! });
    await page.keyboard.press("Enter");
    await page.keyboard.press("1");
    await said("The server refused an answer. The button “1 refused” says why.").waitFor();
    await page.getByRole("button", { name: "1 refused" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("button", { name: "Label again" }).count()).toBe(0);
    await dialog.getByRole("link", { name: "Label again at the bench" }).click();
    await page.waitForURL(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.showing(texts[0]!).waitFor();
    await page.getByText("The class “Sports” was archived.").first().waitFor();
    expect(await standingAnswers(app.db, projectId)).toEqual([]);
  });
});
