import { asc, desc, eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { annotations } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("the controls of the label screen", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext();
    page = await context.newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function openBench(options?: Parameters<typeof arrangeBench>[1]): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, options);
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    return arranged;
  }

  const sample = () => labelScreen(page).sample();
  const showing = (text: string) => labelScreen(page).showing(text);
  const shownText = () => labelScreen(page).shownText();
  const act = (key: string) => labelScreen(page).act(key);
  const saved = (words?: string) => labelScreen(page).saved(words);
  const standing = (projectId: string) => standingAnswers(app.db, projectId);

  test("redo does again what was undone, also after a reload", async () => {
    const { projectId } = await openBench();
    const first = await act("1");
    const second = await act("2");
    await page.keyboard.press("z");
    await showing(second).waitFor();
    await page.keyboard.press("z");
    await showing(first).waitFor();
    await saved();
    await page.reload();
    await sample().waitFor();
    await page.keyboard.press("y");
    await page.keyboard.press("Shift+Z");
    await waitFor("both labels", async () => (await standing(projectId)).length === 2);
    expect(await standing(projectId)).toEqual([
      [first, "World"],
      [second, "Sports"],
    ]);
  });

  test("a sample with several classes takes toggles and Enter, and none of them is an answer", async () => {
    const { projectId, classIds } = await openBench();
    await app.db.update(projects).set({ task: "multi" }).where(eq(projects.id, projectId));
    await page.reload();
    await sample().waitFor();
    const first = await shownText();
    const world = page.getByRole("button", { name: "World", pressed: true });
    await waitFor("the key to be taken", async () => {
      if (!(await world.isVisible())) await page.keyboard.press("1");
      return world.isVisible();
    });
    await page.keyboard.press("3");
    await page.getByRole("button", { name: "Save 2 labels" }).waitFor();
    expect(await act("Enter")).toBe(first);
    await page.getByRole("button", { name: "None of these" }).waitFor();
    await act("Enter");
    await saved();
    const rows = await app.db.select().from(annotations).where(eq(annotations.projectId, projectId));
    const sets = rows.map(({ labelClassIds }) => labelClassIds);
    expect(sets).toContainEqual([classIds[0], classIds[2]].sort());
    expect(sets).toContainEqual([]);
  });

  test("one class can be asked about, with yes and no", async () => {
    const { projectId, classIds } = await openBench();
    await sample().waitFor();
    await page.getByRole("button", { name: "Ask about one class" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Find a label" }).fill("zebra");
    await page.getByText("No label has “zebra” in its name.").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("combobox", { name: "Find a label" }).fill("");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: "Business", selected: true }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Is it Business?" }).waitFor();
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await act("y");
    await act("2");
    await page.getByText("Not Business.").first().waitFor();
    await saved();
    const rows = await app.db
      .select()
      .from(annotations)
      .where(eq(annotations.projectId, projectId))
      .orderBy(asc(annotations.sequence));
    expect(rows.map(({ action, labelClassId, screen }) => [action, labelClassId, screen])).toEqual([
      ["label", classIds[2], "binary"],
      ["reject", classIds[2], "binary"],
    ]);
    await page.getByRole("button", { name: "Back to all labels" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "World" }).waitFor();
    await sample().waitFor();
    await act(" ");
    await saved();
    await waitFor("the skip", async () => {
      const [newest] = await app.db
        .select()
        .from(annotations)
        .where(eq(annotations.projectId, projectId))
        .orderBy(desc(annotations.sequence));
      return newest?.action === "skip";
    });
  });

  test("a flag asks for a note, and keys write it", async () => {
    const { projectId } = await openBench();
    await sample().waitFor();
    const text = await shownText();
    const dialog = page.getByRole("dialog", { name: "Set this sample aside" });
    await waitFor("the dialog", async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press("f");
      return dialog.isVisible();
    });
    await page.keyboard.type("1 of 2 is cut off");
    await page.keyboard.press("Enter");
    await showing(text).waitFor({ state: "hidden" });
    await saved();
    const [flag] = await app.db.select().from(annotations).where(eq(annotations.projectId, projectId));
    expect([flag?.action, flag?.note]).toEqual(["flag", "1 of 2 is cut off"]);
  });

  test("while the history is being fetched, and when it cannot be, keys answer the sample that is seen", async () => {
    const { projectId } = await openBench({ samples: 20, queued: 20 });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    // One route for both, so that nothing is fetched between them.
    let isFailing = true;
    await page.route("**/_next/static/chunks/**", async (route) => {
      if (isFailing) return route.abort();
      await held;
      return route.continue();
    });
    const [first] = [await act("1"), await page.keyboard.press("j")];
    await page.getByText(/could not be fetched/).waitFor();
    const second = await act("2");
    isFailing = false;
    await page.keyboard.press("j");
    const third = await act("3").finally(release);
    await saved();
    expect(await standing(projectId)).toEqual([
      [first, "World"],
      [second, "Sports"],
      [third, "Business"],
    ]);
    await page.unroute("**/_next/static/chunks/**");
    await page.keyboard.press("j");
    await page.getByRole("dialog", { name: "Your decisions" }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("any label of one's own can be changed in the history", async () => {
    const { projectId } = await openBench();
    const first = await act("1");
    const second = await act("2");
    const shown = await shownText();
    await page.keyboard.press("j");
    const drawer = page.getByRole("dialog", { name: "Your decisions" });
    await drawer.getByRole("button", { expanded: true, name: second }).waitFor();
    // What the server has comes a moment later than what this browser knows.
    await drawer.getByRole("button", { name: first }).waitFor();
    await page.keyboard.press("ArrowDown");
    await drawer.getByRole("button", { expanded: true, name: first }).waitFor();
    const newest = drawer.getByRole("button", { expanded: true, name: second });
    // An answer that was sent just now is fetched anew, and is away until then.
    await waitFor("the newest one", async () => {
      await page.keyboard.press("ArrowUp");
      return newest.isVisible();
    });
    await page.keyboard.press("j");
    await drawer.getByRole("button", { expanded: true, name: first }).waitFor();
    const changed = drawer.getByRole("button", { expanded: true, name: "Business" });
    // A key counts only once the decision could have been seen.
    await waitFor("the other answer", async () => {
      await page.keyboard.press("3");
      return changed.isVisible();
    });
    await page.keyboard.press("Escape");
    await saved();
    expect(await shownText()).toBe(shown);
    expect((await standing(projectId)).filter(([text]) => text === first)).toEqual([
      [first, "World"],
      [first, "Business"],
    ]);
  });

  test("200 samples taken along are labeled without a connection, and all labels arrive once", async () => {
    const { projectId } = await openBench({ samples: 260, queued: 260 });
    await sample().waitFor();
    await page.getByRole("button", { name: "Display" }).click();
    const below = page.getByRole("button", { name: "Larger text" });
    const before = await below.boundingBox();
    await page.getByRole("checkbox", { name: "Take 200 samples along" }).check();
    await page.getByText("200 are here.").waitFor();
    expect(await below.boundingBox()).toEqual(before);
    await page.keyboard.press("Escape");
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Grid" }).click();
    await page.getByText("There is no connection now, so this page stays.").waitFor();
    for (let labeled = 0; labeled < 200; labeled++) await act("1");
    await saved("offline: 200 kept here");
    await page.context().setOffline(false);
    await saved();
    const rows = await app.db.select().from(annotations).where(eq(annotations.projectId, projectId));
    expect(new Set(rows.map(({ sampleId }) => sampleId)).size).toBe(200);
    expect(rows).toHaveLength(200);
  });

  test("a command takes another key, and a key that is taken is refused with a sentence", async () => {
    await openBench();
    await sample().waitFor();
    await page.keyboard.press("?");
    const tableBox = () => page.getByRole("table", { name: "What each key does" }).boundingBox();
    await page.getByRole("button", { name: "Change the key of “Skip the sample”" }).waitFor();
    const before = await tableBox();
    await page.getByRole("button", { name: "Change the key of “Skip the sample”" }).click();
    await page.keyboard.press("w");
    const refusal = page.getByText("This key already labels “World”.");
    await refusal.waitFor();
    // Over the rows below, as wide as the table: none of them moves.
    expect(await tableBox()).toEqual(before);
    expect((await refusal.boundingBox())?.width).toBe(before?.width);
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Reset the key of “Skip the sample”" }).waitFor();
    await page.keyboard.press("Escape");
    await act("x");
    await page.reload();
    await sample().waitFor();
    await act("x");
    await page.keyboard.press("?");
    await page.getByRole("button", { name: "Reset the key of “Skip the sample”" }).click();
    await page.keyboard.press("Escape");
    await act("Space");
  });

  test("with single keys switched off none is shown beside a label or an action", async () => {
    await openBench();
    await sample().waitFor();
    const caps = () => page.locator("main kbd:visible, footer kbd:visible").count();
    expect(await caps()).toBeGreaterThan(0);
    const world = page.getByRole("button", { name: "World" });
    expect(await world.getAttribute("aria-keyshortcuts")).toBe("1 W");
    const singleKeys = page.getByRole("checkbox", { name: "Single keys label and undo" });
    await page.keyboard.press("?");
    await singleKeys.click();
    await page.keyboard.press("Escape");
    await waitFor("no key", async () => (await caps()) === 0);
    expect(await world.getAttribute("aria-keyshortcuts")).toBeNull();
    await page.getByRole("button", { name: "keys", exact: true }).click();
    await singleKeys.click();
    await page.keyboard.press("Escape");
    await waitFor("the keys", async () => (await caps()) > 0);
    await act("1");
  });
});
