import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { newId } from "@/lib/ids";
import { expectAccessible } from "../setup/accessible";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";

describeInBrowser("the cost ledger", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let project: ArrangedProject;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    await page.goto(app.setupLink);
    await page.getByLabel("Your name").fill("Grace Hopper");
    await page.getByLabel("E-mail address").fill("grace@example.org");
    await page.getByLabel("Password").fill("a long sentence");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("heading", { name: "Try it with sample data" }).waitFor();
    const texts = Array.from({ length: 40 }, (_, i) => `text ${i}`);
    project = await arrangeProject(app.db, texts);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const open = async () => {
    await page.goto(`${app.url}/projects/${project.projectId}/costs`);
    await page.getByRole("heading", { name: "What an hour costs" }).waitFor();
  };
  const people = () => page.getByRole("region", { name: "What each person labeled, and how long it took" });

  /** By somebody else than Ada, a minute for each. */
  async function labelAsEve(rows: readonly number[]): Promise<void> {
    await app.db
      .insert(users)
      .values({ id: "eve", name: "Eve", email: "eve@example.org" })
      .onConflictDoNothing();
    for (const row of rows) {
      await app.db.insert(annotations).values({
        id: newId(),
        projectId: project.projectId,
        sampleId: project.sampleIds[row]!,
        annotatorId: "eve",
        action: "label",
        labelClassId: project.labelClassIds[1]!,
        source: "annotator",
        seconds: 60,
        slot: "holdout",
        strategy: "random",
        score: 0,
        propensity: 1,
        generation: 1,
      });
    }
  }

  test("before the first label it says what will stand there", async () => {
    await open();
    await page.getByText("It begins with the first label").waitFor();
    await page.getByRole("heading", { level: 1, name: /No label has been given yet/ }).waitFor();
  });

  test("labels appear by themselves, sorted, and names can be hidden", async () => {
    await open();
    await arrangeLabels(
      app.db,
      project,
      Array.from({ length: 20 }, (_, row) => ({ row, classIndex: 0 })),
    );
    await page.getByText("20 labels", { exact: true }).waitFor();
    await labelAsEve([20, 21]);
    await people().getByText("Eve").waitFor();
    const names = () => people().locator("tbody td:first-child").allTextContents();
    expect(await names()).toEqual(["Eve", "Ada"]);
    await people().getByRole("button", { name: "labels" }).click();
    expect(await names()).toEqual(["Ada", "Eve"]);
    await page.getByLabel("hide names").check();
    expect(await names()).toEqual(["Annotator 1", "Annotator 2"]);
    const csv = await page.getByRole("link", { name: "csv: By person" }).getAttribute("href");
    expect(decodeURIComponent(csv!)).not.toContain("Eve");
    expect(decodeURIComponent(csv!)).toContain("Annotator 2,2,120,60");
  });

  test("throughput and time per item follow by themselves, by quarter, hour or day, as pictures, tables and files", async () => {
    await open();
    const card = (name: string) =>
      page.locator("section", { has: page.getByRole("heading", { name, exact: true }) }).last();
    const [throughput, time] = [card("Throughput"), card("Time per item")];
    await throughput.getByRole("img", { name: /^Labels an hour over time, \d point/ }).waitFor();
    await throughput.getByText(/an hour brought/).waitFor();
    await time.getByText(/a label took 1\.0\ss at the median/).waitFor();
    expect(await throughput.locator("circle").count()).toBeGreaterThan(0);
    // Both charts have the same points: what is chosen for one holds for the other.
    await throughput.getByRole("button", { name: "day" }).click();
    await time.locator("[aria-pressed=true]", { hasText: "day" }).waitFor();
    await time.getByRole("button", { name: "table" }).click();
    const row = time.getByRole("row").nth(1);
    const timed = async () => Number(await row.getByRole("cell").nth(1).innerText());
    const before = await timed();
    await labelAsEve([22, 23, 24]);
    await waitFor("the labels to be timed", async () => (await timed()) === before + 3);
    const csv = await throughput.getByRole("link", { name: "csv: Throughput" }).getAttribute("href");
    expect(decodeURIComponent(csv!)).toMatch(
      /from,labels,worked seconds,labels per hour,low,high\r\n\d{4}-\d\d-\d\dT00:00,25,/,
    );
  });

  test("a lead sets the rate right there, and money stands beside time", async () => {
    await open();
    await page.getByLabel("Rate per hour").fill("a lot");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Give an amount from 0 to 1,000,000, such as 25, or leave it empty.").waitFor();
    await page.getByLabel("Rate per hour").fill("30");
    await page.getByLabel("Currency").fill("eur");
    await page.getByRole("button", { name: "Save" }).click();
    await people().getByRole("columnheader", { name: "cost" }).waitFor();
    // Five minutes at 30 an hour.
    await people().getByRole("row", { name: /Eve/ }).getByText("€2.50").waitFor();
    const [saved] = await app.db.select().from(projects).where(eq(projects.id, project.projectId));
    expect([saved!.hourlyRate, saved!.currency]).toEqual([30, "EUR"]);
    await page.getByLabel("Rate per hour").fill("1,200");
    await page.getByRole("button", { name: "Save" }).click();
    await people().getByRole("row", { name: /Eve/ }).getByText("€100").waitFor();
  });

  test("is accessible in every theme, width and direction", async () => {
    const path = () => `/projects/${project.projectId}/costs`;
    await expectAccessible(page, app.url, { path, ready: "main table" });
  }, 120_000);
});
