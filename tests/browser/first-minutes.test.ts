import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";

const owner = { name: "Ada Lovelace", email: "ada@example.org", password: "a long sentence" };

/** A text with a quoted line break, one that comes twice, and one that is empty. */
const csv = 'text,label\n"A goal,\nat last",Sports\nA vote,World\nA vote,World\n,World\nA race,Sports\n';

describeInBrowser("the first minutes", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext({ acceptDownloads: true });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** No accessibility violation and no sideways scroll, in both themes, wide and narrow; colours do not fade. */
  async function expectAccessible(): Promise<void> {
    // A page reached by a link paints its content first and its title right after.
    await page.waitForFunction(() => document.title !== "");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`,
        );
        expect(found, `${page.url()} ${colorScheme} ${width}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${page.url()} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  test("without an account every page leads to sign-in, which tells where the setup link is", async () => {
    await page.goto(app.url);
    await page.getByRole("heading", { name: "Nobody owns this server yet" }).waitFor();
    await expectAccessible();
  });

  test("a mistyped setup link says so", async () => {
    await page.goto(`${app.setupLink}x`);
    await page.getByRole("heading", { name: "This setup link does not work" }).waitFor();
    await expectAccessible();
  });

  test("the setup form names what is missing, then makes the owner's account", async () => {
    await page.goto(app.setupLink);
    await page.getByLabel("Your name").fill(owner.name);
    await page.getByLabel("E-mail address").fill(owner.email);
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByText("It is too short: it needs 10 characters.").waitFor();
    await expectAccessible();
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("heading", { name: "Try it with sample data" }).waitFor();
    await expectAccessible();
  });

  test("sample data becomes a project in one press, and is encoded by itself", async () => {
    await page
      .getByRole("listitem")
      .filter({ hasText: "SMS spam" })
      .getByRole("button", { name: "Try it" })
      .click();
    await page.getByRole("heading", { name: "Labels spent", exact: true }).waitFor();
    await page.getByText("No labels yet.").waitFor({ timeout: 60_000 });
    await page.getByText(/CC BY 4\.0/).waitFor();
    await page.getByRole("heading", { name: "Let the known answers label" }).waitFor();
    await expectAccessible();
  });

  test("a new project takes a file, shows what came in, and names each line that did not", async () => {
    await page.goto(`${app.url}/projects/new`);
    await expectAccessible();
    await page.getByRole("button", { name: "Create, then add samples" }).click();
    await page.getByText("Give it a name.").waitFor();
    await page.getByLabel("Name").fill("News desk");
    await page.getByRole("button", { name: "Create, then add samples" }).click();
    await page.getByRole("heading", { name: "Add samples" }).waitFor();
    await expectAccessible();
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "../news.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await page.getByText("choose another").waitFor();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByText("3 samples").waitFor({ timeout: 60_000 });
    await page.getByText("1 duplicate merged").waitFor();
    await page.getByText("1 refused").waitFor();
    await page.getByText("Every sample came with its label: nothing is left to label").waitFor();
    await page.getByRole("link", { name: "See the project" }).waitFor();
    expect(await page.getByRole("link", { name: "Start labeling" }).count()).toBe(0);
    await expectAccessible();
  });

  test("the report and the exports can be downloaded", async () => {
    const [report] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /Every line with its reason/ }).click(),
    ]);
    expect(report.suggestedFilename()).toBe("refused-lines.csv");
    await page.reload();
    const [labels] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Labels as JSONL" }).click(),
    ]);
    expect(labels.suggestedFilename()).toBe("labels.jsonl");
  });

  test("a class is added, archived after its consequence was read, and brought back", async () => {
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByLabel("New class").fill("Business");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("button", { name: "Archive Business" }).click();
    await page.getByText("Its key disappears for everyone who labels").waitFor();
    await expectAccessible();
    await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
    await page.getByRole("button", { name: "Bring back Business" }).click();
    await page.getByRole("button", { name: "Archive Business" }).waitFor();
    await expectAccessible();
  });

  test("the chosen colours are there at the first paint of the next page", async () => {
    await page.getByRole("button", { name: /^Colours: as the system/ }).click();
    await page.getByRole("button", { name: /^Colours: light/ }).click();
    const response = await page.goto(`${app.url}/projects`);
    expect(await response!.text()).toContain('data-theme="dark"');
  });

  test("after signing out a page asks for the password and leads back to where one was", async () => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await expectAccessible();
    await page.goto(`${app.url}/projects/new`);
    await page.getByLabel("E-mail address").fill(owner.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("The e-mail address or the password is wrong.").waitFor();
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${app.url}/projects/new`);
  });
});
