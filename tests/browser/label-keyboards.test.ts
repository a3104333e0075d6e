import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

/** What a keyboard sends for one key: what it writes, where it is, and its number on Windows. */
type Key = readonly [key: string, code: string, number: number];

describeInBrowser("other keyboards at the label screen", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let keyboard: CDPSession;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    keyboard = await page.context().newCDPSession(page);
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function openBench(classes?: string[]) {
    const arranged = await arrangeBench(app.db, classes ? { classes } : {});
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    return { ...arranged, screen };
  }

  async function press([key, code, windowsVirtualKeyCode]: Key): Promise<void> {
    const writes = key.length === 1 ? { text: key } : {};
    const one = { key, code, windowsVirtualKeyCode };
    const type = key.length === 1 ? "keyDown" : "rawKeyDown";
    await keyboard.send("Input.dispatchKeyEvent", { ...one, ...writes, type });
    await keyboard.send("Input.dispatchKeyEvent", { ...one, type: "keyUp" });
  }

  test("AZERTY, the number pad, Cyrillic and Greek letters label what stands on the key", async () => {
    const { projectId, screen } = await openBench();
    const keys: [Key, string | null][] = [
      [["&", "Digit1", 49], "World"],
      [["é", "Digit2", 50], "Sports"],
      [["3", "Numpad3", 99], "Business"],
      [["ы", "KeyS", 83], "Sports"],
      [["Ц", "KeyW", 87], "World"],
      [["β", "KeyB", 66], "Business"],
      // Where A and Q, Z and W have changed places, what is written counts.
      [["w", "KeyZ", 87], "World"],
    ];
    const expected: [string, string | null][] = [];
    for (const [key, name] of keys) {
      const text = await screen.shownText();
      await waitFor(`${key[0]} to be taken`, async () => {
        await press(key);
        return !(await screen.showing(text).isVisible());
      });
      expected.push([text, name]);
    }
    // я stands where Z is: it takes the last one back.
    await press(["я", "KeyZ", 90]);
    await screen.showing(expected.pop()![0]).waitFor();
    await screen.saved();
    expect(await standingAnswers(app.db, projectId)).toEqual(expected);
  });

  test("a number pad without NumLock, dead keys and an input method that composes label nothing", async () => {
    const { projectId, screen } = await openBench();
    const text = await screen.act("1");
    const shown = await screen.shownText();
    await screen.seen();
    await press(["End", "Numpad1", 35]);
    await press(["Dead", "Digit1", 49]);
    // What Chromium says while an input method has the key, and what others say.
    await press(["Process", "KeyW", 229]);
    await page.evaluate(() => {
      for (const [key, code] of [
        ["1", "Digit1"],
        ["w", "KeyW"],
        [" ", "Space"],
        ["Backspace", "Backspace"],
      ]) {
        const composed = new KeyboardEvent("keydown", { key, code, isComposing: true, bubbles: true });
        document.body.dispatchEvent(composed);
      }
    });
    expect(await screen.shownText()).toBe(shown);
    // The same sample takes a key that is meant.
    expect(await screen.act("2")).toBe(shown);
    await screen.saved();
    expect(await standingAnswers(app.db, projectId)).toEqual([
      [text, "World"],
      [shown, "Sports"],
    ]);
  });

  test("Enter that ends a composition in the search field chooses no label", async () => {
    const classes = ["東京", "京都", ...Array.from({ length: 18 }, (_, index) => `city ${index}`)];
    const { projectId, screen } = await openBench(classes);
    const text = await screen.shownText();
    await page.keyboard.press("/");
    await keyboard.send("Input.imeSetComposition", { text: "京都", selectionStart: 2, selectionEnd: 2 });
    await page.getByRole("option", { selected: true, name: "京都" }).waitFor();
    await screen.seen();
    await press(["Enter", "Enter", 13]);
    expect(await screen.shownText()).toBe(text);
    await keyboard.send("Input.insertText", { text: "京都" });
    await waitFor("Enter to be taken", async () => {
      await press(["Enter", "Enter", 13]);
      return !(await screen.showing(text).isVisible());
    });
    await screen.saved();
    expect(await standingAnswers(app.db, projectId)).toEqual([[text, "京都"]]);
  });
});
