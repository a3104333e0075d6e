import { sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectAccessible } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";

describeInBrowser("a page that cannot be shown", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("says so in its language, and is there after another try once the database answers again", async () => {
    await page.context().clearCookies({ name: "winnow-language" });
    await app.db.execute(sql`alter table projects rename to projects_away`);
    try {
      await page.goto(`${app.url}/projects`);
      // Not its text: what announces pages to screen readers says it, too.
      await page.getByRole("heading", { name: "This page could not be shown" }).waitFor();
      await expectAccessible(page, app.url, { path: () => "/projects", ready: '[role="alert"]' });
      await page.context().clearCookies({ name: "winnow-language" });
      await page.goto(`${app.url}/projects`);
      for (const colorScheme of ["light", "dark"] as const)
        for (const width of [1280, 360]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 700 });
        }
      await page.getByLabel("Language").selectOption("Deutsch");
      await page.getByRole("heading", { name: "Diese Seite konnte nicht angezeigt werden" }).waitFor();
    } finally {
      await app.db.execute(sql`alter table projects_away rename to projects`);
    }
    await page.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await page.getByRole("heading", { name: "Mit Beispieldaten ausprobieren" }).waitFor();
    await page.getByLabel("Sprache").selectOption("English");
    await page.getByRole("heading", { name: "Try it with sample data" }).waitFor();
  });

  test("an address that leads nowhere has the name that leads home", async () => {
    await expectAccessible(page, app.url, { path: () => "/nowhere", ready: "h1" });
    await page.context().clearCookies({ name: "winnow-language" });
    await page.goto(`${app.url}/nowhere`);
    await page.getByRole("heading", { name: "There is nothing here" }).waitFor();
    await page.getByRole("button", { name: /^Colours:/ }).waitFor();
    await page.getByRole("link", { name: "Winnow", exact: true }).click();
    await page.waitForURL(`${app.url}/projects`);
    expect(await page.getByRole("heading", { name: "Try it with sample data" }).isVisible()).toBe(true);
  });
});
