import { and, eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samples } from "@/db/schema/labeling";
import { measurements } from "@/db/schema/rounds";
import type { Measurement } from "@/lib/contracts/measurements";
import { notify } from "@/lib/jobs/notify";
import { updateProject } from "@/lib/projects/update-project";
import { expectAccessible, fewViews } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { type ArrangedProject, arrangeProject } from "../setup/arrange-project";
import { arrangeQuality } from "../setup/arrange-quality";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { intentNames } from "../setup/intents";
import { type App, startApp } from "../setup/start-app";

const news = {
  classNames: ["World", "Sports", "Business", "Sci/Tech"],
  confusion: [
    [17, 1, 1, 0],
    [0, 18, 0, 0],
    [1, 0, 14, 4],
    [1, 0, 4, 14],
  ],
  trainingCounts: [88, 93, 71, 60],
  random: {
    trainingAccuracy: 0.97,
    crossValidatedAccuracy: { value: 0.82, low: 0.76, high: 0.87 },
    spread: { spread: 0.034, resamples: 8 },
  },
};

/** All right but some, of as many classes as a data set that people label has. */
const intents = {
  classNames: [...intentNames],
  confusion: intentNames.map((_, i) =>
    intentNames.map((_, j) => (i === j ? 2 : i % 3 === 0 && (i * 7 + j * 13) % 149 === 0 ? 2 : 0)),
  ),
  trainingCounts: intentNames.map((_, i) => i % 14),
};

/** Ten classes: one never seen, two with few labels, one with a name without an end. */
const mixed = {
  classNames: ["Rindfleischetikettierungsüberwachung".repeat(4), ...intentNames.slice(0, 9)],
  confusion: Array.from({ length: 10 }, (_, i) =>
    Array.from({ length: 10 }, (_, j) => (i === j ? 8 - (i % 4) : (i + 2 * j) % 9 === 0 ? 2 : 0)),
  ),
  trainingCounts: [30, 0, 4, 8, 30, 30, 30, 30, 30, 30],
};

describeInBrowser("the page about quality", async () => {
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

  async function open(quality: Parameters<typeof arrangeQuality>[1]): Promise<ArrangedProject> {
    const project = await arrangeQuality(app.db, quality);
    await page.goto(`${app.url}/projects/${project.projectId}/quality`);
    await page.getByRole("region", { name: "Per class, worst first" }).waitFor();
    return project;
  }

  const classRows = () =>
    page.getByRole("region", { name: "Per class, worst first" }).locator("tbody").getByRole("row");

  /** The lines of the file that a link offers. */
  async function csvOf(name: string): Promise<string[]> {
    const href = await page.getByRole("link", { name: `csv: ${name}` }).getAttribute("href");
    return decodeURIComponent(href!.slice("data:text/csv;charset=utf-8,".length)).trimEnd().split("\r\n");
  }

  test("the finding stands at the top, with its evidence and what to do next, and each cause below", async () => {
    await open(news);
    await page.getByRole("heading", { level: 1, name: /^The model depends on which labels/ }).waitFor();
    await page
      .getByText(/about 3\.4 points better or worse; it is right on 84\.0\s% \(74\.1 to 90\.6\)/)
      .waitFor();
    await page.getByText(/^Do next: label on/).waitFor();
    await page.getByText(/^It is right on 97\.0\s% of its own labels, 13\.0 points more/).waitFor();
    await page.getByText(/differ by 3\.4 points \(standard deviation over 8 resampled splits\)/).waitFor();
    await page
      .getByText(/^Older half 94\.6\s% .*by chance alone such a difference has probability 0\.025/)
      .waitFor();
    expect(await csvOf("Is it the data or the model?")).toHaveLength(9);
  });

  test("a cell of the confusion matrix opens its samples, with how sure the model was", async () => {
    await open(news);
    await page.getByRole("button", { name: "4 samples labeled “Business”, taken for “Sci/Tech”" }).click();
    const dialog = page.getByRole("dialog", { name: "“Business”, taken for “Sci/Tech”" });
    await dialog.getByRole("listitem").nth(3).waitFor();
    expect(await dialog.getByRole("listitem").allTextContents()).toEqual(
      [52, 53, 54, 55].map((row) => `Business as Sci/Tech, number ${row}80\u00a0%`),
    );
    await dialog.getByText(/^Labels corrected after looking here make the model’s score too good/).waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });

  test("on paper the numbers of the matrix stand in its cells", async () => {
    await open(news);
    await page.emulateMedia({ media: "print" });
    const cells = page
      .getByRole("region", { name: "Taken for" })
      .locator("tbody td")
      .filter({ visible: true });
    expect(await cells.evaluateAll((all) => all.map((cell) => (cell as HTMLElement).innerText))).toEqual(
      news.confusion.flat().map(String),
    );
    await page.emulateMedia({ media: null });
  });

  test("every mistake stands in a table, and the file has the whole matrix", async () => {
    await open(news);
    const shownAs = page.getByRole("group", { name: "Taken for: shown as" });
    await shownAs.getByRole("button", { name: "table" }).click();
    const mistakes = page.getByRole("region", { name: "Every mistake, the most frequent first" });
    expect(await mistakes.locator("tbody").getByRole("row").first().textContent()).toBe("BusinessSci/Tech4");
    expect(await csvOf("Taken for")).toEqual([
      "labeled \\ taken for,World,Sports,Business,Sci/Tech",
      "World,17,1,1,0",
      "Sports,0,18,0,0",
      "Business,1,0,14,4",
      "Sci/Tech,1,0,4,14",
    ]);
  });

  test("the calibration is a picture with a sentence, and a table", async () => {
    await open(news);
    const chart = page.getByRole("img", { name: /^Share that is right against the confidence/ });
    await chart.locator("circle").first().waitFor();
    const described = await chart.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(
      /^Whether its confidence can be taken at its word cannot be told yet: 80\.0\s% confident on average, 84\.0\s% right/,
    );
    const shownAs = page.getByRole("group", { name: "Is it as sure as it is right?: shown as" });
    await shownAs.getByRole("button", { name: "table" }).click();
    const table = page.getByRole("region", { name: "Is it as sure as it is right?" });
    expect(await table.locator("tbody").getByRole("row").count()).toBe(1);
    expect(await csvOf("Is it as sure as it is right?")).toHaveLength(2);
  });

  test("the five worst classes come first, and all on demand", async () => {
    await open(mixed);
    expect(await classRows().count()).toBe(5);
    await page.getByRole("button", { name: "Show all 10" }).click();
    expect(await classRows().count()).toBe(10);
    const lines = await csvOf("Per class, worst first");
    expect(lines).toHaveLength(11);
    const head = lines[0]!.split(",");
    const valuesOf = (column: string) =>
      lines.slice(1).map((line) => Number(line.split(",")[head.indexOf(column)]));
    const [neverSeen, ...expected] = valuesOf("expectedF1");
    expect(valuesOf("trainingLabels")[0]).toBe(0);
    expect(neverSeen).toBeGreaterThan(0);
    expect(expected).toEqual([...expected].sort((a, b) => a - b));
    await page.getByRole("button", { name: "Show the worst 5" }).click();
    expect(await classRows().count()).toBe(5);
  });

  test("on paper all of a class's figures fit, however long its name is", async () => {
    await open(mixed);
    await page.getByRole("button", { name: "Show all 10" }).click();
    const before = page.viewportSize()!;
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 794, height: 1_123 });
    const table = page.getByRole("region", { name: "Per class, worst first" });
    expect(await table.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
    await page.setViewportSize(before);
    await page.emulateMedia({ media: null });
  });

  test("what to label next leads to where such samples can be sought", async () => {
    const { projectId, labelClassIds } = await open(mixed);
    await page.getByRole("button", { name: "Show all 10" }).click();
    const never = page.getByRole("link", { name: "Search by words for samples of “transfer”" });
    expect(await never.getAttribute("href")).toBe(`/projects/${projectId}/find`);
    const few = page.getByRole("link", { name: "See candidates for “transactions” in the grid" });
    await few.click();
    await page.waitForURL(`${app.url}/projects/${projectId}/grid?class=${labelClassIds[2]}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByRole("combobox", { name: "Class" }).inputValue()).toBe(labelClassIds[2]);
  });

  test("of 150 classes the matrix has the twelve with most mistakes and says so, and the file all", async () => {
    await open(intents);
    const matrix = page.getByRole("region", { name: "Taken for" });
    expect(await matrix.locator("tbody").getByRole("row").count()).toBe(12);
    await page.getByText(/Shown are the 12 of 150 classes with most mistakes/).waitFor();
    expect(await csvOf("Taken for")).toHaveLength(151);
  });

  test("of few holdout samples it is too early to tell", async () => {
    await open({
      ...news,
      confusion: news.confusion.map((row) => row.map((count) => Math.floor(count / 2))),
    });
    await page.getByRole("heading", { level: 1, name: /^Too early to tell/ }).waitFor();
    await page.getByText(/more holdout labels tell\./).waitFor();
  });

  test("what is measured anew is on the page within five seconds", async () => {
    const { projectId } = await open(news);
    const [stored] = await app.db
      .select()
      .from(measurements)
      .where(and(eq(measurements.projectId, projectId), eq(measurements.kind, "outlook")));
    const result = { ...stored!.result, finding: "healthy" } as Measurement;
    await app.db
      .update(measurements)
      .set({ result })
      .where(and(eq(measurements.projectId, projectId), eq(measurements.kind, "outlook")));
    await notify(app.db, projectId, "measured");
    await page.getByRole("heading", { level: 1, name: /^Nothing stands out/ }).waitFor({ timeout: 5_000 });
  });

  test("before the first measured model it says what brings one", async () => {
    const { projectId } = await arrangeQuality(app.db, news);
    await app.db.delete(measurements).where(eq(measurements.projectId, projectId));
    await page.goto(`${app.url}/projects/${projectId}/quality`);
    await page.getByRole("heading", { level: 1, name: "No measured model yet" }).waitFor();
    await page.getByRole("link", { name: "Start labeling" }).waitFor();
    await page.getByText(/They come up by themselves/).waitFor();
    await updateProject(app.db, projectId, { holdoutQuota: 0 });
    await page.getByText(/0 % of the labels go to it; its share is set under/).waitFor({ timeout: 5_000 });
    await page.goto(`${app.url}/projects/${projectId}`);
    await page.getByText(/^It does not grow: 0 % of the labels go to it/).waitFor();
    await updateProject(app.db, projectId, { holdoutQuota: 0.25 });
    await page.getByText(/^It goes on growing/).waitFor({ timeout: 5_000 });
  });

  test("where there is nothing to label it offers to add data, as the costs do", async () => {
    const { projectId } = await arrangeProject(app.db, ["to be gone"]);
    await app.db.delete(samples).where(eq(samples.projectId, projectId));
    for (const path of ["quality", "costs"]) {
      await page.goto(`${app.url}/projects/${projectId}/${path}`);
      const add = page.getByRole("link", { name: "Add data" });
      await add.waitFor();
      expect(await add.getAttribute("href")).toBe(`/projects/${projectId}/data`);
      expect(await page.getByRole("link", { name: "Start labeling" }).count()).toBe(0);
    }
  });

  test("it can be read by everybody, from either side, light and dark, narrow and wide", async () => {
    const { projectId } = await arrangeQuality(app.db, mixed);
    const path = () => `/projects/${projectId}/quality`;
    await expectAccessible(page, app.url, { path, ready: "[role=img] circle", views: fewViews });
    const openCell = async () => {
      await page.locator("td button").first().click();
      await page.locator("dialog li").first().waitFor();
    };
    await expectAccessible(page, app.url, { path, ready: "td button", arrange: openCell, views: fewViews });
  });
});
