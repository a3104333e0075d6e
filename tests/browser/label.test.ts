import { AxeBuilder } from "@axe-core/playwright";
import { eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePayloads } from "@/db/schema/labeling";
import { projects } from "@/db/schema/projects";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("the label screen", async () => {
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

  test("a project is labeled with keys alone, each sample once, until nothing is left", async () => {
    const { projectId } = await openBench({ samples: 8 });
    const expected: [string, string | null][] = [];
    for (const [key, name] of [
      ["1", "World"],
      ["s", "Sports"],
      ["Shift+Numpad3", "Business"],
      ["Space", null],
      ["w", "World"],
      ["2", "Sports"],
      ["b", "Business"],
      ["1", "World"],
    ] as const) {
      expected.push([await act(key), name]);
    }
    await page.getByText("Everything is labeled").waitFor();
    await saved();
    expect(await standing(projectId)).toEqual(expected);
    await page.getByText("7 today · 7 labels").waitFor();
  });

  test("undo brings the last sample back, and the new answer replaces the old one", async () => {
    const { projectId } = await openBench();
    const first = await act("1");
    const second = await act("2");
    await page.keyboard.press("z");
    await showing(second).waitFor();
    await page.keyboard.press("Backspace");
    await showing(first).waitFor();
    expect(await act("3")).toBe(first);
    expect(await act("Space")).toBe(second);
    await saved();
    expect(await standing(projectId)).toEqual([
      [first, "Business"],
      [second, null],
    ]);
  });

  test("undo still works after a reload", async () => {
    const { projectId } = await openBench();
    const first = await act("1");
    await saved();
    await page.reload();
    await sample().waitFor();
    await page.keyboard.press("z");
    await showing(first).waitFor();
    await saved();
    expect(await standing(projectId)).toEqual([]);
  });

  test("a held key, a chord and an open dialog label nothing", async () => {
    const { projectId } = await openBench();
    await act("1");
    const second = await shownText();
    await page.evaluate(() => {
      const held = new KeyboardEvent("keydown", { key: "1", code: "Digit1", repeat: true, bubbles: true });
      document.body.dispatchEvent(held);
    });
    await page.keyboard.press("Alt+1");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("2");
    await page.keyboard.press("Escape");
    expect(await shownText()).toBe(second);
    await saved();
    expect(await standing(projectId)).toHaveLength(1);
  });

  test("labels outlive a reload while the server takes none, and are sent once it does", async () => {
    const { projectId } = await openBench();
    await sample().waitFor();
    await page.route("**/annotations{,/*}", (route) => route.abort());
    const labeled = [await act("1"), await act("2")];
    await saved("offline: 2 kept here");
    await page.reload();
    await saved("offline: 2 kept here");
    expect(labeled).not.toContain(await shownText());
    await page.unroute("**/annotations{,/*}");
    await saved();
    expect(await standing(projectId)).toEqual([
      [labeled[0], "World"],
      [labeled[1], "Sports"],
    ]);
  });

  test("without a network labeling goes on, and all is sent when it is back", async () => {
    const { projectId } = await openBench();
    await sample().waitFor();
    await context.setOffline(true);
    const labeled = [await act("1"), await act("1"), await act("1")];
    await saved("offline: 3 kept here");
    await context.setOffline(false);
    await saved();
    expect(await standing(projectId)).toEqual(labeled.map((text) => [text, "World"]));
  });

  test("a label whose class was archived meanwhile comes back with the reason", async () => {
    const { projectId, classIds } = await openBench();
    await sample().waitFor();
    await context.setOffline(true);
    const labeled = await act("1");
    await archiveLabelClass(app.db, { projectId, labelClassId: classIds[0]! });
    await context.setOffline(false);
    await page.getByText("The class “World” was archived.").first().waitFor();
    expect(await shownText()).toBe(labeled);
    await page.getByRole("button", { name: "World" }).waitFor({ state: "detached" });
    expect(await act("2")).toBe(labeled);
    await saved();
    expect(await standing(projectId)).toEqual([[labeled, "Sports"]]);
  });

  test("a session that ended is opened again in place, and nothing is lost", async () => {
    const { projectId } = await openBench();
    await sample().waitFor();
    await context.clearCookies();
    const labeled = await act("1");
    const dialog = page.getByRole("dialog", { name: "Sign in to go on" });
    await dialog.waitFor();
    const behind = page.getByRole("region", { name: "Sample", exact: true, includeHidden: true });
    const next = await behind.innerText();
    await dialog.getByLabel("E-mail address").fill("ada@example.org");
    await dialog.getByLabel("Password").fill("a long sentence");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await saved();
    expect(await shownText()).toBe(next);
    expect(await standing(projectId)).toEqual([[labeled, "World"]]);
  });

  test("more classes than digits are found by typing", async () => {
    const classes = Array.from({ length: 77 }, (_, index) => `intent ${index} of many`);
    const { projectId } = await openBench({ classes });
    const text = await shownText();
    await page.keyboard.press("/");
    await page.keyboard.type("intent 61");
    await page.getByRole("option", { selected: true, name: "intent 61 of many" }).waitFor();
    await waitFor("Enter to be taken", async () => {
      await page.keyboard.press("Enter");
      return (await shownText()) !== text;
    });
    await saved();
    expect(await standing(projectId)).toEqual([[text, "intent 61 of many"]]);
  });

  test("an empty project says what is missing and goes on by itself", async () => {
    const { projectId } = await openBench({ samples: 1, classes: ["Only one"] });
    await page.getByText("Labeling needs at least two classes, or one").waitFor();
    await page.getByRole("link", { name: "Add classes" }).waitFor();
    await page.request.post(`${app.url}/api/v1/projects/${projectId}/label-classes`, {
      data: { name: "Another" },
    });
    await sample().waitFor();
  });

  test("nothing moves while samples of all lengths go by", async () => {
    await openBench({ samples: 24 });
    await sample().waitFor();
    await app.db
      .update(samplePayloads)
      .set({ text: "A much longer text. ".repeat(300) })
      .where(eq(samplePayloads.text, "Sample 3"));
    await page.reload();
    await sample().waitFor();
    const key = page.getByRole("button", { name: "Business" });
    const place = await key.boundingBox();
    await page.evaluate(() => {
      const shifts: number[] = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: "layout-shift" });
      Object.assign(window, { shifts });
    });
    for (let i = 0; i < 8; i++) await act("2");
    expect(await key.boundingBox()).toEqual(place);
    expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
  });

  test("the screen is accessible in both themes, wide and narrow, with everything open", async () => {
    const { projectId } = await openBench();
    await app.db.update(projects).set({ guidelines: "Read twice." }).where(eq(projects.id, projectId));
    await page.reload();
    await sample().waitFor();
    for (const open of [null, "g", "?"]) {
      if (open) await page.keyboard.press(open);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 800 });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(", ")}`,
          );
          expect(found, `${open} ${colorScheme} ${width}`).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          expect(overflow, `${open} at ${width} px`).toBeLessThanOrEqual(0);
        }
      }
    }
  });
});
