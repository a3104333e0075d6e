import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { languageCookie } from "@/app/_strings/language-cookie";
import { importRefusals, imports } from "@/db/schema/projects";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

const password = "a long sentence";

describeInBrowser("the language of the page", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await page.goto(app.setupLink);
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("E-mail address").fill("ada@example.org");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.waitForURL(`${app.url}/projects`);
    await arrangeBench(app.db, { samples: 2, project: { name: "Nachrichten", budget: 12_000 } });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Fills in the form for signing in, as it is called in German. */
  async function signIn(on: Page, given: string): Promise<void> {
    await on.getByLabel("E-Mail-Adresse").fill("ada@example.org");
    await on.getByLabel("Passwort").fill(given);
    await on.getByRole("button", { name: "Anmelden" }).click();
  }

  const languageOf = (on: Page) => on.locator("html").getAttribute("lang");

  test("is the browser's at first, and so are the words of what is refused", async () => {
    const visitor = await (await browser.newContext({ locale: "de-AT" })).newPage();
    await visitor.goto(`${app.url}/sign-in`);
    expect(await languageOf(visitor)).toBe("de");
    expect(await visitor.title()).toBe("Anmelden · Winnow");
    await visitor.getByRole("button", { name: "Anmelden" }).click();
    await visitor.getByText("Gib dein Passwort an.").waitFor();
    await signIn(visitor, "not the password");
    await visitor.getByText("E-Mail-Adresse oder Passwort ist falsch.").waitFor();
    await visitor.context().close();
  });

  test("changes in place, with the numbers, and is kept for the next page and the next machine", async () => {
    await page.goto(`${app.url}/projects`);
    await page.getByText("of 12,000").waitFor();
    await Promise.all([
      page.waitForResponse((response) => response.request().method() === "PUT"),
      page.getByLabel("Language").selectOption("Deutsch"),
    ]);
    await page.getByRole("heading", { name: "Projekte" }).waitFor();
    await page.getByText("von 12.000").waitFor();
    await waitFor("the page to say its language", async () => (await languageOf(page)) === "de");
    await page.getByRole("link", { name: "Neues Projekt" }).click();
    await page.getByText("Schritt 1 von 2").waitFor();

    const elsewhere = await (await browser.newContext({ locale: "de" })).newPage();
    await elsewhere.goto(`${app.url}/sign-in`);
    await elsewhere.getByLabel("Sprache").selectOption("English");
    await elsewhere.getByLabel("E-mail address").fill("ada@example.org");
    await elsewhere.getByLabel("Password").fill(password);
    await elsewhere.getByRole("button", { name: "Sign in" }).click();
    await elsewhere.getByRole("heading", { name: "Projekte" }).waitFor();
    await elsewhere.context().close();
  });

  test("on a German page, what the server writes in English is marked as English", async () => {
    const { projectId, labelClassIds } = await arrangeProject(app.db, ["a", "b"]);
    const encodingId = await arrangeEncoding(app.db, projectId, { chosenBecause: "too few labels yet" });
    const chosen = { reason: "100 % graph", chosenAtLabels: 60 };
    const model = { projectId, labelClassIds, encodingId, number: 1, chosen, correct: 50, holdoutCount: 64 };
    await arrangeModel(app.db, model);
    const [taken] = await app.db.select().from(imports).where(eq(imports.projectId, projectId));
    const refusal = { importId: taken!.id, position: 0, place: "line 1", reason: "no text" };
    await app.db.insert(importRefusals).values(refusal);

    await page.context().addCookies([{ name: languageCookie, value: "de", url: app.url }]);
    await page.goto(`${app.url}/projects/${projectId}`);
    expect(await languageOf(page)).toBe("de");
    const marked = (text: string) => page.locator("[lang=en]", { hasText: text }).first();
    await marked("too few labels yet").waitFor();
    await marked("graph").waitFor();
    await page.goto(`${app.url}/projects/${projectId}/data`);
    await page.getByRole("button", { name: "arranged.csv" }).click();
    await marked("no text").waitFor();
  });
});
