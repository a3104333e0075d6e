import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { annotations, samples, sampleTruths } from "@/db/schema/labeling";
import { encodings, projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { expectAccessible } from "../setup/accessible";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";

describeInBrowser("simulating from the browser", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let projectId: string;

  /** The demo of text messages, encoded. */
  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    await page.goto(app.setupLink);
    await page.getByLabel("Your name").fill("Ada Lovelace");
    await page.getByLabel("E-mail address").fill("ada@example.org");
    await page.getByLabel("Password").fill("a long sentence");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("button", { name: "Try it" }).first().click();
    await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
    projectId = page.url().split("/").at(-1)!;
    await waitFor(
      "the encoding",
      async () => (await app.db.select().from(encodings).where(eq(encodings.state, "done"))).length > 0,
      120_000,
    );
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const open = async () => {
    await page.goto(`${app.url}/projects/${projectId}/simulate`);
    await page.getByRole("heading", { name: "New simulation" }).waitFor();
  };

  /** The known answers of that many samples, as labels of the random arm. */
  async function labelByTruth(count: number): Promise<void> {
    const [ada] = await app.db.select({ annotatorId: users.id }).from(users);
    const known = await app.db
      .select({ sampleId: samples.id, labelClassId: sampleTruths.labelClassId })
      .from(samples)
      .innerJoin(sampleTruths, eq(sampleTruths.sampleId, samples.id))
      .orderBy(samples.row)
      .limit(count);
    await app.db.insert(annotations).values(
      known.map((answer) => ({
        ...answer,
        ...ada!,
        id: newId(),
        projectId,
        action: "label" as const,
        source: "oracle" as const,
        seconds: 0,
        slot: "explore" as const,
        strategy: "random",
        score: 0,
        propensity: 1,
        generation: 1,
      })),
    );
  }

  test("with too few labels it says so, and offers sample data; a running one can be cancelled", async () => {
    await open();
    await page.getByText("This project has 0 labels. From 60 labels on they can be simulated on.").waitFor();
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("row", { name: /Ada Lovelace/ }).waitFor();
    await page.getByRole("progressbar", { name: "Progress of the simulation" }).waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("cell", { name: "cancelled" }).waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await page.getByText("Nothing was simulated yet").waitFor();
  });

  test("on random labels of the project it runs, shows its progress, and its report opens", async () => {
    await labelByTruth(130);
    await open();
    await page.getByRole("radio", { name: /130 labels drawn at random/ }).waitFor();
    expect(await page.getByRole("radio", { name: /130 labels drawn at random/ }).isChecked()).toBe(true);
    await page.getByLabel("Budget").fill("9");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText("10 to 5,000.").waitFor();
    await page.getByLabel("Budget").fill("1,000");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText(/^A budget of 1000 /).waitFor();
    await page.getByRole("checkbox", { name: /^Smallest margin Asks where the two likeliest/ }).check();
    await page.getByLabel("Learner").selectOption("Logistic regression on embeddings");
    await page.getByText("Draws straight borders between the classes").waitFor();
    await page.getByLabel("Budget").fill("40");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByRole("heading", { name: "Found on SMS spam" }).waitFor({ timeout: 90_000 });
    const table = page.getByRole("region", { name: "Strategies against random labeling" });
    expect(await table.locator("tbody td:first-child").allTextContents()).toEqual([
      "Automatic",
      "Smallest margin",
      "At random",
    ]);
    await page.locator("[role=img] svg").waitFor();
    await page.getByRole("button", { name: "table" }).click();
    const numbers = page.getByRole("region", { name: "Accuracy by labels spent, in per cent" });
    expect(await numbers.getByRole("columnheader").allTextContents()).toEqual([
      "labels spent",
      "Automatic",
      "Smallest margin",
      "At random",
    ]);
    expect(await numbers.getByRole("row").nth(1).textContent()).toMatch(/^10\d+\.\d/);
    await page.getByRole("button", { name: "chart" }).click();
    const opened = page.waitForEvent("popup");
    await page.getByRole("link", { name: "report as a page" }).click();
    const report = await opened;
    await report.getByRole("heading", { name: "Learning curves: SMS spam" }).waitFor();
    await report.close();
  }, 120_000);

  test("labels that a strategy chose are simulated on with a warning", async () => {
    await open();
    const warning = page.getByText(/Labels that a strategy chose are no random sample/);
    expect(await warning.count()).toBe(0);
    await page.getByRole("radio", { name: /All 130 labels/ }).check();
    await warning.waitFor();
  });

  test("where a sample may have several classes, strategies play that know what that is", async () => {
    await app.db.update(projects).set({ task: "multi" }).where(eq(projects.id, projectId));
    await open();
    await page.getByRole("checkbox", { name: /^Largest expected loss over classes/ }).check();
    expect(await page.getByRole("checkbox", { name: /^Smallest margin Asks/ }).count()).toBe(0);
    await page
      .getByRole("radio", { name: /comes with Winnow/ })
      .first()
      .check();
    await page.getByRole("checkbox", { name: /^Smallest margin Asks/ }).waitFor();
    await page.getByRole("radio", { name: /130 labels drawn at random/ }).check();
    await page.getByLabel("Budget").fill("40");
    await page.getByRole("button", { name: "Start" }).click();
    await page.getByText(/A sample is right when all of its classes are\./).waitFor({ timeout: 90_000 });
    const table = page.getByRole("region", { name: "Strategies against random labeling" });
    expect(await table.locator("tbody td:first-child").allTextContents()).toContain(
      "Largest expected loss over classes",
    );
  }, 120_000);

  test("is accessible in every theme, width and direction", async () => {
    const path = () => `/projects/${projectId}/simulate`;
    await expectAccessible(page, app.url, { path, ready: "main [role=img] svg" });
  }, 120_000);
});
