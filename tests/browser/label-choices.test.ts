import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projects } from "@/db/schema/projects";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench, storedAnnotations } from "../use-cases/labeling/arrange";

describeInBrowser("what lead and annotator choose for the label screen", async () => {
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

  async function openBench(project?: Partial<typeof projects.$inferInsert>, on = page) {
    const arranged = await arrangeBench(app.db, { project });
    await on.goto(`${app.url}/projects/${arranged.projectId}/label`);
    const screen = labelScreen(on);
    await screen.sample().waitFor();
    return { ...arranged, screen };
  }

  test("a skip is one key, and asks for a reason only where the lead wants one", async () => {
    const arranged = await openBench();
    const { screen, projectId } = arranged;
    await screen.act("Space");
    await app.db.update(projects).set({ skipAsksReason: true }).where(eq(projects.id, projectId));
    await page.reload();
    const second = await screen.shownText();
    const dialog = page.getByRole("dialog", { name: "Skip this sample" });
    await waitFor("the question", async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press("Space");
      return dialog.isVisible();
    });
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    expect(await screen.shownText()).toBe(second);
    await page.keyboard.press("Space");
    await page.keyboard.type("1 line is cut off");
    await page.keyboard.press("Enter");
    await screen.showing(second).waitFor({ state: "hidden" });
    // A reason may stay out.
    const third = await screen.shownText();
    await waitFor("the question", async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press("Space");
      return dialog.isVisible();
    });
    await dialog.getByRole("button", { name: "Skip" }).click();
    await screen.showing(third).waitFor({ state: "hidden" });
    await screen.saved();
    const stored = await storedAnnotations(app.db, arranged);
    expect(stored.map(({ action, note }) => [action, note || null])).toEqual([
      ["skip", null],
      ["skip", "1 line is cut off"],
      ["skip", null],
    ]);
  });

  test("who asked for it is told after 25 minutes of work to take a break, which stops the clock", async () => {
    const on = await page.context().newPage();
    await on.clock.install();
    await openBench(undefined, on);
    /** Work: something moves every fifty seconds. */
    const work = async (minutes: number) => {
      for (let left = minutes * 60; left > 0; left -= 50) {
        await on.clock.fastForward(50_000);
        await on.mouse.move(left % 500, 300);
      }
    };
    const hint = on.getByText("You have worked for 25 minutes. A short break does good.");
    await work(30);
    expect(await hint.count()).toBe(0);

    const { projectId } = await openBench(undefined, on);
    await on.goto(`${app.url}/projects/${projectId}/work`);
    await on.getByLabel("Remind me of a break").selectOption({ index: 1 });
    await on.getByText("Saved, on every machine of yours").waitFor();
    const arranged = await openBench(undefined, on);
    const { screen } = arranged;
    await work(24);
    expect(await hint.count()).toBe(0);
    await work(2);
    await hint.waitFor();
    await on.getByRole("button", { name: "Taking a break" }).click();
    await hint.waitFor({ state: "detached" });
    await screen.act("1");
    await on.mouse.move(10, 10);
    const seconds = async () => {
      await screen.saved();
      return (await storedAnnotations(app.db, arranged)).map((row) => row.seconds!);
    };
    const [beforeBreak] = await seconds();
    expect(beforeBreak).toBeGreaterThan(24 * 60);

    await work(26);
    await hint.waitFor();
    await on.getByRole("button", { name: "Not now" }).click();
    await hint.waitFor({ state: "detached" });
    await on.close();
  });

  test("a set of classes is changed in the history, by keys, and stored as another answer", async () => {
    const arranged = await openBench({ task: "multi" });
    const { screen, classIds } = arranged;
    const first = await screen.shownText();
    const world = page.getByRole("button", { name: "World", pressed: true });
    await waitFor("the key to be taken", async () => {
      if (!(await world.isVisible())) await page.keyboard.press("1");
      return world.isVisible();
    });
    await page.keyboard.press("2");
    await screen.act("Enter");
    const shown = await screen.shownText();
    await screen.saved();
    await page.keyboard.press("j");
    const drawer = page.getByRole("dialog", { name: "Your decisions" });
    const row = drawer.getByRole("button", { expanded: true, name: first });
    await row.getByText("World, Sports").waitFor();
    // World is taken out, Business put in; a key counts only once the decision could have been seen.
    const worldKept = drawer.getByRole("button", { name: "World", pressed: true });
    await waitFor("the key to be taken", async () => {
      if (await worldKept.isVisible()) await page.keyboard.press("1");
      return !(await worldKept.isVisible());
    });
    await page.keyboard.press("3");
    await drawer.getByRole("button", { name: "Save 2 labels" }).waitFor();
    await page.keyboard.press("Enter");
    await row.getByText("Sports, Business").waitFor();
    await page.keyboard.press("Escape");
    await screen.saved();
    expect(await screen.shownText()).toBe(shown);
    const stored = await storedAnnotations(app.db, arranged);
    expect(stored.map(({ labelClassIds, screen }) => [labelClassIds, screen])).toEqual([
      [[classIds[0], classIds[1]].sort(), "single"],
      [[classIds[1], classIds[2]].sort(), "history"],
    ]);
  });

  test("with 150 classes an answer is changed in the history by typing, and the one that stands is in sight", async () => {
    const classes = Array.from({ length: 150 }, (_, index) => `class ${index}`);
    const { projectId } = await arrangeBench(app.db, { classes });
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    const answered: string[] = [];
    for (const name of ["class 139", "class 140"]) {
      await page.keyboard.type(name);
      answered.push(await screen.act("Enter"));
    }
    // What was sent just now is fetched anew, and is away from the history until then.
    await screen.saved();
    await page.keyboard.press("Shift+J");
    const drawer = page.getByRole("dialog", { name: "Your decisions" });
    const opened = (name: string) => drawer.getByRole("button", { expanded: true, name });
    await opened(answered[1]!).waitFor();
    await waitFor("the answer to be in sight", async () => {
      const list = await drawer.getByRole("listbox").boundingBox();
      const option = await drawer.getByRole("option", { name: "class 140" }).boundingBox();
      if (!list || !option) return false;
      return option.y >= list.y && option.y + option.height <= list.y + list.height + 1;
    });
    await page.keyboard.type("class 7");
    await drawer.getByRole("option", { selected: true }).getByText("class 7", { exact: true }).waitFor();
    await page.keyboard.press("ArrowDown");
    await drawer.getByRole("option", { selected: true }).getByText("class 70", { exact: true }).waitFor();
    // A key counts only once the decision could have been seen, and what was typed goes when the list is fetched anew.
    const choose = (name: string, text: string) =>
      waitFor(`${name} to be chosen`, async () => {
        await drawer.getByRole("combobox").fill(name);
        await page.keyboard.press("Enter");
        const chosen = opened(name).getByText(text).waitFor({ timeout: 3_000 });
        return chosen.then(
          () => true,
          () => false,
        );
      });
    await choose("class 70", answered[1]!);
    await page.keyboard.press("Shift+J");
    await opened(answered[0]!).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("class 99");
    await choose("class 99", answered[0]!);
    await page.keyboard.press("Escape");
    await drawer.waitFor({ state: "detached" });
    await page.keyboard.type("class 5");
    await page.getByRole("option", { name: "class 5", exact: true, selected: true }).waitFor();
    await page.keyboard.press("Escape");
    await screen.saved();
    const standing = await standingAnswers(app.db, projectId);
    expect(standing.slice(2)).toEqual([
      [answered[1], "class 70"],
      [answered[0], "class 99"],
    ]);
  });
});
