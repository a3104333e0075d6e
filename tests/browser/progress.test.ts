import { readFile } from "node:fs/promises";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projects } from "@/db/schema/projects";
import { measurements } from "@/db/schema/rounds";
import { notify } from "@/lib/jobs/notify";
import { violationsIn } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { around, arrangeProgress, byMetric, pathFrom } from "../setup/arrange-progress";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";

const labels = [20, 28, 36, 50, 64, 80, 100, 120, 150, 180, 210, 240, 260, 280, 300, 312];
const saved = {
  kind: "saved",
  saved: { value: 478, low: 250, high: 900 },
  randomNeeds: { value: 790, low: 562, high: 1212 },
  isAtLeast: false,
} as const;

describeInBrowser("what labels bought and what the next ones are worth", async () => {
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

  type Arranged = Omit<Parameters<typeof arrangeProgress>[1], "projectId" | "labelClassIds">;

  async function openProject(
    arranged: Arranged,
    settings: Partial<typeof projects.$inferInsert> = { budget: 1000 },
  ) {
    const texts = Array.from({ length: 1_500 }, (_, row) => `sample ${row}`);
    const { projectId, labelClassIds } = await arrangeProject(app.db, texts);
    await app.db.update(projects).set(settings).where(eq(projects.id, projectId));
    await arrangeProgress(app.db, { projectId, labelClassIds, ...arranged });
    await page.goto(`${app.url}/projects/${projectId}`);
    await page.locator("[role=img] svg").waitFor();
    return projectId;
  }

  /** Everything is known of it. */
  const openFull = () =>
    openProject(
      {
        ...{ holdoutCount: 75, labels, pace: 30 },
        outlook: {
          ...{ target: 0.88, advice: "goOn", stability: 0.96, labelsForAskedWidth: 322 },
          path: pathFrom(312),
          slope: byMetric(around(0.019, 0.012), around(0.017, 0.012), around(-0.02, 0.01)),
          nextHundred: around(0.016, 0.009),
          needed: { kind: "forecast", needed: { value: 142, low: 88, high: 263 } },
        },
        active: { accuracy: around(0.84, 0.03), labels: 40, plainLabels: 130 },
        random: { saved: byMetric(saved, saved, saved) },
      },
      { target: 0.88, hourlyRate: 20, budget: 1000, holdoutWidth: 0.08 },
    );

  const card = (name: string) =>
    page.locator("section").filter({ has: page.getByRole("heading", { name, exact: true }) });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();

  test("the headline claims what was saved, and the cards say what it, the target and the next labels cost", async () => {
    await openFull();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(
      /^82\.7\s% right, between 74\.\d and 91\.\d, with 312 labels\. Random labeling would have needed about 790, between 560 and 1,200\.$/,
    );
    await page
      .getByText(
        /^88\s% is some 140 labels away \(88 to 260\)\. The next 100 labels are expected to bring \+1\.6 points; .* rose by 1\.9 points per 100\.$/,
      )
      .waitFor();
    expect(await card("Against random labeling").textContent()).toMatch(
      /labels saved480250 to 900.*known up to 306 labels.*of the 312 labels/,
    );
    expect(await card("Goal").textContent()).toMatch(/labels to go14088 to 260.*88\s%.*\$20/);
    expect(await card("Stop or go on").textContent()).toMatch(
      /Go on while .*\+1\.6 points \(between \+0\.7 and \+2\.5\).*0\.96.*of 1,000labeling pauses when it is spent/,
    );
    expect(await card("Holdout").textContent()).toMatch(
      /drawn at random75.*by active testing40.*322247 more.*by active testing84\.0\s%.*interval130.*took 40, and saved 90/,
    );
  });

  test("the curve is drawn by each metric against labels, time and money, and named for those who cannot see it", async () => {
    await openFull();
    const chart = page.getByRole("img", { name: /^Learning curve: accuracy 82\.7\s% on 75 holdout samples/ });
    const described = await chart.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(
      /^Over the last quarter of the labels accuracy rose by 1\.9 points .*Random labeling: known up to 306 labels.*Dashed/,
    );
    const drawn = chart.locator("svg");
    for (const words of ["this project", "random labeling", "target 88\u00a0%"]) {
      expect(await drawn.textContent()).toContain(words);
    }
    expect(await drawn.locator("text", { hasText: /^1$/ }).count()).toBe(1);
    const marks = page.getByRole("list", { name: "What changed along the curve" });
    expect(await marks.getByRole("listitem").allTextContents()).toEqual([
      "1at 50 labels: learner Label propagation → Mix",
    ]);
    await press("time");
    await page.getByRole("heading", { name: "Accuracy against active time" }).waitFor();
    expect(await drawn.textContent()).toContain("active minutes of labeling");
    await press("money");
    await drawn.getByText("$50").waitFor();
    await press("log loss");
    await page.getByText(/log loss fell by 0\.020 per 100 labels.*Lower log loss is better\./s).waitFor();
    expect(await page.locator("[role=img] svg").textContent()).not.toContain("target");
  });

  test("its numbers stand in a table and in a file", async () => {
    await openFull();
    await press("table");
    const table = page.getByRole("region", { name: "Accuracy by labels spent, the most first" });
    const row = table.getByRole("row").filter({ hasText: /^312/ });
    expect(await row.textContent()).toMatch(/^3122\sh\s36\smin\$52\.001675.*82\.7 74\.\d–91\.\d/);
    expect(await table.getByRole("columnheader").allTextContents()).toEqual(
      expect.arrayContaining(["active time", "cost", "random labeling", "forecast (80 %)", "changes"]),
    );
    await press("macro F1");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "csv: Macro F1 against labels spent" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("learning-curve-macroF1.csv");
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n");
    expect(lines[0]).toMatch(/^labelsSpent,.*,metric,score,low,high,random,.*,forecast,/);
    const cells = lines.find((line) => line.startsWith("312,"))!.split(",");
    expect(cells.slice(0, 8)).toEqual(["312", "156", "52", "USD", "16", "234", "75", "macroF1"]);
    expect(cells.slice(8, 11).map(Number)).toEqual([
      expect.closeTo(0.797, 2),
      expect.any(Number),
      expect.any(Number),
    ]);
    expect(lines.at(-1)).toMatch(/macroF1,,,,,,,0\.\d+,0\.\d+,0\.\d+,$/);
  });

  test("with few holdout labels nothing is claimed, and it is said how many would tell", async () => {
    await openProject({ holdoutCount: 9, labels: [12, 18, 25, 36] });
    await page.getByRole("heading", { name: "Too early to tell, with 36 labels." }).waitFor();
    await page
      .getByText(/^Too early to tell: with 9 holdout labels .* at least 41 more holdout labels,/)
      .waitFor();
    expect(await card("Against random labeling").textContent()).toMatch(
      /Too early to tell: it takes at least 50 more holdout labels/,
    );
    expect(await card("Stop or go on").textContent()).toContain("too early for advice");
    await press("money");
    await page.getByText(/Set what an hour of labeling costs, and in which currency/).waitFor();
    await press("labels");
    await page.locator("[role=img] svg").waitFor();
  });

  test("what cannot be told from random labeling, and a target out of reach, are said to be so", async () => {
    const indistinguishable = {
      kind: "indistinguishable",
      saved: { value: 40, low: -60, high: 190 },
    } as const;
    const needed = {
      kind: "cannotTell",
      because: "outOfReach",
      holdoutNeeded: null,
      atLeast: 3900.4,
    } as const;
    await openProject(
      {
        ...{ holdoutCount: 60, labels: labels.slice(0, 11) },
        outlook: { target: 0.97, needed },
        random: { saved: byMetric(indistinguishable, indistinguishable, indistinguishable) },
      },
      { target: 0.97 },
    );
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(
      /with 210 labels\. Not yet distinguishable from random labeling\.$/,
    );
    expect(await card("Against random labeling").textContent()).toMatch(
      /may have cost up to 60 labels more than that, or saved up to 190/,
    );
    expect(await card("Goal").textContent()).toMatch(/97\s% is not reached with the samples of this pool\./);
  });

  test("a lead sets a target, a rate and a budget, and the width of the holdout in its card", async () => {
    const projectId = await openProject({ holdoutCount: 60, labels }, { budget: null });
    await press("Set goal");
    const dialog = page.getByRole("dialog", { name: "Goal" });
    await dialog.getByLabel("Target").fill("140");
    await dialog.getByLabel("Currency").fill("E");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.getByText("Give a share above 0 and up to 100 %.").waitFor();
    await dialog.getByText("Give the three letters of a currency, such as USD.").waitFor();
    await dialog.getByLabel("Target").fill("88.5");
    await dialog.getByLabel("An hour costs").fill("24,50");
    await dialog.getByLabel("Currency").fill("eur");
    await dialog.getByLabel("Budget of labels").fill("1,200");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    expect(await card("Goal").textContent()).toMatch(/88\.5\s%.*€24\.50/);
    const width = page.getByLabel("Width asked for, in points");
    await width.fill("95");
    await press("Set");
    await page.getByText("Give a width from 1 to 90 points.").waitFor();
    expect(await width.getAttribute("aria-invalid")).toBe("true");
    expect(
      await width.evaluate(
        (field) => document.getElementById(field.getAttribute("aria-describedby")!)?.textContent,
      ),
    ).toBe("Give a width from 1 to 90 points.");
    await width.fill("8");
    expect(await width.getAttribute("aria-invalid")).toBeNull();
    await press("Set");
    await page.getByRole("button", { name: "Set", exact: true }).waitFor({ state: "detached" });
    const [stored] = await app.db.select().from(projects).where(eq(projects.id, projectId));
    expect(stored).toMatchObject({
      target: 0.885,
      hourlyRate: 24.5,
      currency: "EUR",
      budget: 1200,
      holdoutWidth: 0.08,
    });
  });

  test("a new measurement is shown by itself", async () => {
    const projectId = await openProject({ holdoutCount: 60, labels, outlook: {} });
    expect(await card("Stop or go on").textContent()).toContain("too early for advice");
    const [outlook] = await app.db.select().from(measurements).where(eq(measurements.projectId, projectId));
    if (outlook?.result.kind !== "outlook") throw new Error("no outlook");
    const result = { ...outlook.result, advice: "flat" as const, nextHundred: around(0.001, 0.002) };
    await app.db.update(measurements).set({ result }).where(eq(measurements.projectId, projectId));
    await notify(app.db, projectId, "measured");
    const since = performance.now();
    await card("Stop or go on")
      .getByText(/Stop: another 100 labels hardly change anything/)
      .waitFor();
    expect(performance.now() - since).toBeLessThan(5_000);
  });

  test("nothing stands in the way of anybody, with all of it there", async () => {
    await openFull();
    expect(
      await violationsIn(page, [
        { colorScheme: "light", width: 1440 },
        { colorScheme: "dark", width: 360 },
      ]),
    ).toEqual([]);
    await press("table");
    expect(await violationsIn(page, [{ colorScheme: "dark", width: 768 }])).toEqual([]);
  });

  test("on paper it is light, whole and without buttons", async () => {
    await openFull();
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    const background = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    expect(background).toBe("rgb(255, 255, 255)");
    expect(await page.getByRole("button").filter({ visible: true }).count()).toBe(0);
    const models = page.getByRole("region", { name: "Model versions, newest first" });
    expect(await models.evaluate((region) => getComputedStyle(region.parentElement!).maxHeight)).toBe("none");
    await page.emulateMedia({ colorScheme: null, media: null });
  });
});
