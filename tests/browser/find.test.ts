import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateProject } from "@/lib/projects/update-project";
import { createFolderStore } from "@/lib/storage/folder-store";
import { signUpOwner } from "../setup/accounts";
import { arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { layoutShift } from "../setup/layout-shift";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeGraph } from "../use-cases/finding/arrange-finding";

const texts = [
  "The goalkeeper saved a penalty",
  "A penalty for the bank",
  "Rates rise again",
  "Penalties decide the final",
  "<b>Bold</b> claims in court",
];

describeInBrowser("the search page", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function openFind(): Promise<string> {
    const options = { classNames: ["Sports", "Business"], holdoutShare: 0 };
    const { projectId } = await arrangeProject(app.db, texts, options);
    await page.goto(`${app.url}/projects/${projectId}/find`);
    return projectId;
  }

  const results = () => page.getByRole("region", { name: "Samples found" });
  const hits = () => results().getByRole("listitem");
  const words = () => page.getByRole("searchbox", { name: "Words" });

  async function standing(projectId: string) {
    const { rows } = await app.db.execute<{ text: string; name: string; screen: string }>(sql`
      select p.text, c.name, a.screen
      from annotations a join sample_payloads p on p.sample_id = a.sample_id
      join label_classes c on c.id = a.label_class_id
      where a.project_id = ${projectId} and a.action = 'label'
        and not exists (select from annotations u where u.undoes = a.id)
      order by a.sample_id`);
    return rows.map(({ text, name, screen }) => [text, name, screen]);
  }

  const saved = () => page.getByText("all saved", { exact: true }).waitFor();

  test("in a cold project a class is seeded with keys alone: search, label, select several, take back", async () => {
    const projectId = await openFind();
    await words().fill("penalt");
    await waitFor("three hits", async () => (await hits().count()) === 3);
    expect(await results().locator("mark").allInnerTexts()).toEqual(["penalt", "penalt", "Penalt"]);
    await page.keyboard.press("Enter");
    await page.keyboard.press("1");
    await page.keyboard.press("2");
    await hits().nth(1).getByText("Business").waitFor();
    await page.keyboard.press("x");
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await page.getByText("Labels 2 selected samples").waitFor();
    await page.keyboard.press("1");
    await saved();
    const all = [texts[0], texts[1], texts[3]].map((text) => [text, "Sports", "find"]);
    await waitFor("three labels of one class", async () => {
      const labels = await standing(projectId);
      return labels.filter(([, name]) => name === "Sports").length >= 3;
    });
    expect((await standing(projectId)).filter(([, name]) => name === "Sports")).toEqual(all);
    await page.keyboard.press("z");
    await hits().nth(1).getByText("Business").waitFor();
    await saved();
    await waitFor("what was before", async () => (await standing(projectId)).length === 2);
    expect(await standing(projectId)).toEqual([
      [texts[0], "Sports", "find"],
      [texts[1], "Business", "find"],
    ]);
  });

  test("a pause is told at once: labels are safe and can be taken back, new ones wait until it goes on", async () => {
    const projectId = await openFind();
    await words().fill("penalt");
    await waitFor("three hits", async () => (await hits().count()) === 3);
    await page.keyboard.press("Enter");
    await page.keyboard.press("1");
    await hits().first().getByText("Sports").waitFor();
    await updateProject(app.db, projectId, { isPaused: true });
    const banner = page.getByRole("status").getByText("The project is paused.");
    await banner.waitFor();
    await page.getByRole("link", { name: "Go on in the settings" }).waitFor();
    const business = page.getByRole("region", { name: "Label as" }).getByRole("button", { name: "Business" });
    expect(await business.isDisabled()).toBe(true);
    await page.keyboard.press("2");
    await saved();
    expect(await standing(projectId)).toEqual([[texts[0], "Sports", "find"]]);
    await page.keyboard.press("z");
    await waitFor("the label to be taken back", async () => (await standing(projectId)).length === 0);
    await updateProject(app.db, projectId, { isPaused: false });
    await banner.waitFor({ state: "detached" });
    await page.keyboard.press("2");
    await waitFor("a label", async () => (await standing(projectId)).length === 1);
    expect(await standing(projectId)).toEqual([[texts[1], "Business", "find"]]);
  });

  test("after a choice by pointer the keys are the list's, after one by key the choice's", async () => {
    await openFind();
    await waitFor("all samples", async () => (await hits().count()) === texts.length);
    await page.getByText("Unlabeled", { exact: true }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await hits().nth(1).getByRole("checkbox", { checked: true }).waitFor();
    const radio = page.getByRole("radio", { name: "Unlabeled" });
    await radio.focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowRight");
    expect(await radio.evaluate((input) => input === document.activeElement)).toBe(true);
    // Nothing is labeled: the keys come back with the list.
    await page.getByText("My labels", { exact: true }).click();
    await waitFor("an empty list", async () => (await hits().count()) === 0);
    await page.getByText("All", { exact: true }).click();
    await waitFor("all samples", async () => (await hits().count()) === texts.length);
    await page.keyboard.press("x");
    await page.getByText("Labels 2 selected samples").waitFor();
  });

  test("nothing on the screen moves while the samples come in", async () => {
    await openFind();
    await hits().first().waitFor();
    expect(await layoutShift(page)).toBeLessThan(0.001);
  });

  test("markup in a sample is shown as it is, and nothing found says so", async () => {
    await openFind();
    await words().fill("bold");
    await results().getByText("<b>Bold</b> claims in court").waitFor();
    await words().fill("zebra");
    await page.getByText("Nothing was found").waitFor();
    expect(await page.getByText("look among all samples").count()).toBe(0);
    await page.getByText("My labels").click();
    await page.getByText("look among all samples").waitFor();
    await page.reload();
    await page.getByText("look among all samples").waitFor();
    expect(await words().inputValue()).toBe("zebra");
    expect(await page.getByRole("radio", { name: "My labels" }).isChecked()).toBe(true);
  });

  test("a long text is shown whole by a key, also what the list had cut, and labeled there", async () => {
    const long = `${"The penalty was disputed for years. ".repeat(200)}It stood.`;
    const options = { classNames: ["Sports", "Business"], holdoutShare: 0 };
    const { projectId } = await arrangeProject(app.db, [long, "A short penalty"], options);
    await page.goto(`${app.url}/projects/${projectId}/find`);
    await words().fill("penalty");
    await waitFor("two hits", async () => (await hits().count()) === 2);
    const undo = results().getByRole("button", { name: "Undo" });
    expect(await undo.getAttribute("aria-disabled")).toBe("true");
    expect(await page.getByRole("button", { name: "Show the whole text" }).count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    const whole = page.getByRole("region", { name: "The whole text" });
    await whole.getByText("It stood.").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await waitFor("the text to scroll", () => whole.evaluate((element) => element.scrollTop > 0));
    await page.keyboard.press("1");
    await hits().first().getByText("Sports").waitFor();
    expect(await undo.getAttribute("aria-disabled")).toBeNull();
    await page.getByRole("button", { name: "Show less" }).focus();
    await page.keyboard.press("Enter");
    await whole.waitFor({ state: "detached" });
  });

  test("on a low screen the bar of classes leaves room, and what has the focus is never behind it", async () => {
    await page.setViewportSize({ width: 640, height: 400 });
    await openFind();
    await waitFor("all hits", async () => (await hits().count()) === texts.length);
    const bar = page.locator("[data-answer-bar]");
    const { height } = (await bar.boundingBox())!;
    expect(height).toBeLessThan(110);
    await results().getByRole("checkbox").first().focus();
    for (const _ of texts) {
      const [row, top] = await Promise.all([
        hits()
          .filter({ has: page.locator("input:focus") })
          .boundingBox(),
        bar.boundingBox().then((box) => box!.y),
      ]);
      expect(row!.y + row!.height).toBeLessThanOrEqual(top + 1);
      await page.keyboard.press("j");
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("a search that took long says how far it came, and goes on by itself", async () => {
    await openFind();
    let goOn = () => {};
    const seen = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const isSearch = (url: URL) => url.pathname.endsWith("/find") && url.searchParams.get("q") === "bank";
    await page.route(isSearch, async (route) => {
      const isFirst = new URL(route.request().url()).searchParams.get("after") === "0";
      if (!isFirst) await seen;
      const response = await route.fetch();
      const early = { hits: [], next: 1, poolSize: texts.length, unindexed: 3 };
      await route.fulfill(isFirst ? { response, json: early } : { response });
    });
    await words().fill("bank");
    const status = page.getByRole("status").filter({ hasText: "Searched 1 of 5 samples so far." });
    await status.getByText("3 samples are still being indexed").waitFor();
    expect(await page.getByText("Nothing was found").count()).toBe(0);
    goOn();
    await waitFor("one hit", async () => (await hits().count()) === 1);
    await status.waitFor({ state: "detached" });
    await page.unroute(isSearch);
  });

  test("more like this goes by words until there are neighbours, and back by Escape", async () => {
    const projectId = await openFind();
    await words().fill("goalkeeper");
    await waitFor("one hit", async () => (await hits().count()) === 1);
    await page.keyboard.press("Enter");
    await page.keyboard.press("m");
    await page.getByText("Its neighbours are still being computed.").waitFor();
    await hits().getByText("A penalty for the bank").waitFor();
    await results().getByRole("checkbox").first().focus();
    await page.keyboard.press("Escape");
    await waitFor("the search again", async () => (await hits().count()) === 1);
    const blobs = createFolderStore(join(app.dataDirectory, "blobs"));
    await arrangeGraph(app.db, blobs, projectId, [0, 80, 5, 10, 90], 2);
    await page.reload();
    await words().fill("goalkeeper");
    await waitFor("one hit", async () => (await hits().count()) === 1);
    await page.getByRole("button", { name: "More like this: The goalkeeper saved a penalty" }).click();
    await hits().first().getByText("Rates rise again").waitFor();
  });

  test("the screen is accessible in both themes, wide and narrow", async () => {
    await openFind();
    await words().fill("penalt");
    await waitFor("three hits", async () => (await hits().count()) === 3);
    await results().getByRole("checkbox").first().check();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`,
        );
        expect(found, `${colorScheme} ${width}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
});
