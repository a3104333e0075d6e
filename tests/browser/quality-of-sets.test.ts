import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measurements } from "@/db/schema/rounds";
import { notify } from "@/lib/jobs/notify";
import { createFolderStore } from "@/lib/storage/folder-store";
import { expectAccessible, fewViews } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { arrangeMemberships } from "../setup/arrange-memberships";
import type { ArrangedProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { intentNames } from "../setup/intents";
import { type App, startApp } from "../setup/start-app";

const [sport, money] = [0, 1];

/** Thirty samples of sport, money, both or neither, and what a model finds of sport, money and a class that is nowhere. */
const several = {
  classNames: ["sport", "money", "rare"],
  trainingCounts: [40, 40, 1],
  samples: [
    ...Array.from({ length: 8 }, () => ["sport found", [sport], [0.9, 0.1, 0]] as const),
    ["sport and money, sport missed", [sport, money], [0.1, 0.8, 0]] as const,
    ["sport and money, sport missed", [sport, money], [0.2, 0.8, 0]] as const,
    ["sport missed", [sport], [0.3, 0.1, 0]] as const,
    ["sport missed", [sport], [0.4, 0.1, 0]] as const,
    ["neither, said sport", [], [0.9, 0.1, 0]] as const,
    ["neither, said sport", [], [0.8, 0.1, 0]] as const,
    ...Array.from({ length: 10 }, () => ["money found", [money], [0.1, 0.9, 0]] as const),
    ["money missed", [money], [0.1, 0.5, 0]] as const,
    ...Array.from({ length: 5 }, () => ["neither", [], [0.1, 0.2, 0]] as const),
  ].map(([text, labeled, probabilities], row) => ({
    text: `${text}, number ${row}`,
    labeled: [...labeled],
    probabilities: [...probabilities],
  })),
};

/** Two of as many classes as a data set that people label has; every third sample is taken for one more, or one less. */
const manyClasses = {
  classNames: [...intentNames],
  trainingCounts: intentNames.map((_, i) => i % 14),
  samples: intentNames.map((name, row) => {
    const other = (row * 7 + 3) % intentNames.length;
    const said = row % 3 === 0 ? [row] : row % 3 === 1 ? [row, other, 5] : [row, other];
    return {
      text: `${name} and ${intentNames[other]}, number ${row}`,
      labeled: [row, other],
      probabilities: intentNames.map((_, c) => (said.includes(c) ? 0.8 : 0.05)),
    };
  }),
};

describeInBrowser("the page about quality where samples may have several classes", async () => {
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

  async function open(several: Parameters<typeof arrangeMemberships>[1]): Promise<ArrangedProject> {
    const blobs = createFolderStore(join(app.dataDirectory, "blobs"));
    const project = await arrangeMemberships({ db: app.db, blobs }, several);
    await page.goto(`${app.url}/projects/${project.projectId}/quality`);
    await page.getByRole("region", { name: "Per class, worst first" }).waitFor();
    return project;
  }

  /** The lines of the file that a link offers. */
  async function csvOf(name: string): Promise<string[]> {
    const href = await page.getByRole("link", { name: `csv: ${name}` }).getAttribute("href");
    return decodeURIComponent(href!.slice("data:text/csv;charset=utf-8,".length)).trimEnd().split("\r\n");
  }

  const outcomeRows = () =>
    page.getByRole("region", { name: "Found, missed, wrongly said" }).locator("tbody").getByRole("row");

  test("where samples may have several classes, each count of a class opens its samples with their labels", async () => {
    await open(several);
    const texts = await outcomeRows().allInnerTexts();
    expect(texts.map((text) => text.split(/\s+/))).toEqual([
      ["sport", "8", "4", "2"],
      ["money", "12", "1", "0"],
      ["rare", "0", "0", "0"],
    ]);
    await page
      .getByText(
        "“sport” has the most mistakes: 4 of its 12 holdout samples missed, and 2 of 10 samples wrongly said to be it.",
      )
      .waitFor();
    const opened = async (button: string, title: string) => {
      await page.getByRole("button", { name: button }).click();
      const dialog = page.getByRole("dialog", { name: title });
      await dialog.getByRole("listitem").first().waitFor();
      const texts = await dialog.getByRole("listitem").allInnerTexts();
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      return texts.map((text) => text.replace(/\s+/g, " ").trim());
    };
    expect(await opened("4 samples of “sport” missed", "“sport”, missed")).toEqual([
      "sport and money, sport missed, number 8 labeled sport, money 10 %",
      "sport and money, sport missed, number 9 labeled sport, money 20 %",
      "sport missed, number 10 labeled sport 30 %",
      "sport missed, number 11 labeled sport 40 %",
    ]);
    expect(await opened("2 samples wrongly said to be “sport”", "“sport”, wrongly said")).toEqual([
      "neither, said sport, number 12 labeled none of the classes 90 %",
      "neither, said sport, number 13 labeled none of the classes 80 %",
    ]);
    expect(await opened("8 samples of “sport” found", "“sport”, found")).toHaveLength(8);
    expect(await csvOf("Found, missed, wrongly said")).toEqual([
      "class,truePositives,falseNegatives,falsePositives,trueNegatives",
      "sport,8,4,2,16",
      "money,12,1,0,17",
      "rare,0,0,0,30",
    ]);
    const shownAs = page.getByRole("group", { name: "Found, missed, wrongly said: shown as" });
    await shownAs.getByRole("button", { name: "table" }).click();
    await page.getByRole("columnheader", { name: "rightly not said" }).waitFor();
    await page.getByRole("button", { name: "1 sample of “money” missed" }).waitFor();
  });

  test("of 150 classes, of which a sample may have several, the five with most mistakes come first", async () => {
    await open(manyClasses);
    expect(await outcomeRows().count()).toBe(5);
    await page.getByRole("button", { name: "Show all 150 classes" }).click();
    expect(await outcomeRows().count()).toBe(150);
    expect(await csvOf("Found, missed, wrongly said")).toHaveLength(151);
    await page.emulateMedia({ media: "print" });
    const printed = await outcomeRows().first().innerText();
    expect(printed.split(/\s+/)).toEqual([intentNames[5], "2", "0", "50"]);
    await page.emulateMedia({ media: null });
  });

  test("what was measured before outcomes were counted says when they are", async () => {
    const { projectId } = await open(several);
    await app.db
      .update(measurements)
      .set({ result: sql`result - 'outcomes'` })
      .where(eq(measurements.projectId, projectId));
    await notify(app.db, projectId, "measured");
    await page.getByText(/^Not counted yet: that is done when the model is measured next/).waitFor();
  });

  test("it can be read by everybody, from either side, light and dark, narrow and wide", async () => {
    const { projectId } = await open(several);
    const openCell = async () => {
      await page.locator("td button").first().click();
      await page.locator("dialog li").first().waitFor();
    };
    const path = () => `/projects/${projectId}/quality`;
    await expectAccessible(page, app.url, { path, ready: "td button", views: fewViews });
    await expectAccessible(page, app.url, { path, ready: "td button", arrange: openCell, views: fewViews });
  });
});
