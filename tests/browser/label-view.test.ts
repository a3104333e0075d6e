import { eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samplePayloads } from "@/db/schema/labeling";
import { labelClasses, projects } from "@/db/schema/projects";
import { createFolderStore } from "@/lib/storage/folder-store";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("what the label screen shows", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext({ hasTouch: true });
    page = await context.newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const sample = () => page.getByRole("region", { name: "Sample", exact: true });
  const open = async (projectId: string, query = "") => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${app.url}/projects/${projectId}/label${query}`);
  };

  async function benchOfTexts(texts: readonly string[], query?: string): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, { samples: texts.length });
    for (const [row, text] of texts.entries()) {
      const which = eq(samplePayloads.sampleId, arranged.sampleIds[row]!);
      await app.db.update(samplePayloads).set({ text }).where(which);
    }
    await open(arranged.projectId, query);
    await sample().waitFor();
    return arranged;
  }

  /** A bench of pictures of so many pixels, each of one colour of its own. */
  async function benchOfImages(width: number, height: number): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, { samples: 4 });
    const blobs = createFolderStore(`${app.dataDirectory}/blobs`);
    for (const [row, sampleId] of arranged.sampleIds.entries()) {
      const background = { r: 60 * row, g: 120, b: 80 };
      const bytes = await sharp({ create: { width, height, channels: 3, background } })
        .jpeg()
        .toBuffer();
      const image = { imageBlob: await blobs.put(bytes), imageType: "image/jpeg" as const, width, height };
      await app.db
        .update(samplePayloads)
        .set({ text: null, ...image })
        .where(eq(samplePayloads.sampleId, sampleId));
    }
    await open(arranged.projectId);
    await sample().getByAltText("The sample to label").waitFor();
    return arranged;
  }

  test("a text is set in the chosen size, in lines of at most 80 letters, also after a reload", async () => {
    await benchOfTexts(["The quick brown fox jumps over the lazy dog, again and again. ".repeat(12)]);
    const measure = () =>
      sample().evaluate((region) => {
        const paragraph = region.querySelector("[dir=auto] > div")!;
        const style = getComputedStyle(paragraph);
        const lines = paragraph.getBoundingClientRect().height / Number.parseFloat(style.lineHeight);
        return { size: style.fontSize, letters: paragraph.textContent!.length / Math.round(lines) };
      });
    expect((await measure()).size).toBe("20px");
    expect((await measure()).letters).toBeLessThanOrEqual(80);
    await page.getByRole("button", { name: "Display" }).click();
    for (let press = 0; press < 4; press++) await page.getByRole("button", { name: "Larger text" }).click();
    await page.reload();
    await sample().waitFor();
    expect((await measure()).size).toBe("28px");
    await page.evaluate(() => localStorage.removeItem("winnow-text-size"));
  });

  test("each paragraph runs in the direction of its own script, and 100 kB stay whole", async () => {
    const arabic = "قال إن فاتورة الوقود ستمحو أرباح هذا الربع 😀 (2026).";
    const text = `${arabic}\n${"A line of forty letters, more or less ok.\n".repeat(2_300)}The end.`;
    await benchOfTexts([text]);
    expect(await sample().evaluate((region) => getComputedStyle(region.firstElementChild!).direction)).toBe(
      "rtl",
    );
    const slices = await sample().locator("[dir=auto] > div").allTextContents();
    expect(slices.length).toBeGreaterThan(10);
    expect(slices.join("\n") === text).toBe(true);
    await page.keyboard.press("End");
    await waitFor("the end to be seen", () => sample().evaluate((region) => region.scrollTop > 20_000));
  });

  test("a text of 100 kB is on the screen within 300 ms of the key that brings it", async () => {
    await benchOfTexts(
      Array.from({ length: 6 }, (_, row) => `${row} ${"words and more words\n".repeat(4_700)}`),
    );
    const took: number[] = [];
    for (let turn = 0; turn < 4; turn++) {
      // A key counts once the sample could have been seen.
      await page.waitForFunction(() => new Promise((go) => setTimeout(() => go(true), 250)));
      took.push(
        await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              const started = performance.now();
              const before = document.querySelector("[dir=auto] > div")!;
              new MutationObserver((_, observer) => {
                if (document.contains(before)) return;
                observer.disconnect();
                requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
              }).observe(document.querySelector("main")!, { childList: true, subtree: true });
              window.dispatchEvent(new KeyboardEvent("keydown", { key: "1", code: "Digit1" }));
            }),
        ),
      );
    }
    expect(took.sort((a, b) => a - b)[1]).toBeLessThan(300);
  });

  test("words that were searched for are marked without an element more", async () => {
    await benchOfTexts(["The fuel bill rose; Fuel is dear."], "?q=fuel");
    const marked = () =>
      page.evaluate(() => [...(CSS.highlights.get("found") ?? [])].map((range) => String(range)));
    await waitFor("two marks", async () => (await marked()).length === 2);
    expect(await marked()).toEqual(["fuel", "Fuel"]);
    expect(await sample().locator("mark").count()).toBe(0);
  });

  test("a large image comes as a preview, and whole once it is zoomed into; buttons and keys do what a drag does", async () => {
    await benchOfImages(3000, 2000);
    const image = sample().getByAltText("The sample to label");
    expect(await image.getAttribute("src")).toMatch(/\/preview$/);
    await page.keyboard.press("+");
    await page.getByRole("button", { name: "Larger" }).click();
    await waitFor("the whole image", async () => /\/image$/.test((await image.getAttribute("src"))!));
    const left = async () => (await image.boundingBox())!.x;
    const before = await left();
    await page.getByRole("button", { name: "Show more on the right" }).click();
    expect(await left()).toBeCloseTo(before - 80, 0);
    await page.keyboard.press("ArrowLeft");
    expect(await left()).toBeCloseTo(before, 0);
    const box = (await sample().boundingBox())!;
    await page.mouse.move(box.x + 300, box.y + 200);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 200);
    await page.mouse.up();
    expect(await left()).toBeCloseTo(before - 40, 0);
    await page.getByRole("button", { name: "Fit the image again" }).click();
    await page.getByRole("button", { name: "Show more on the right" }).waitFor({ state: "detached" });
  });

  test("guidelines open beside the sample with definitions and examples; that they changed is said until then", async () => {
    const { projectId, classIds } = await benchOfTexts(["One", "Two"]);
    const changed = { guidelines: "Read twice.", guidelinesChangedAt: new Date(Date.now() + 60_000) };
    await app.db.update(projects).set(changed).where(eq(projects.id, projectId));
    await app.db
      .update(labelClasses)
      .set({ description: "Matches and clubs.", examples: ["The striker scored twice."] })
      .where(eq(labelClasses.id, classIds[1]!));
    await page.reload();
    const news = page.getByRole("button", { name: "The guidelines have changed" });
    await news.waitFor();
    await page.getByRole("button", { name: "Sports" }).hover();
    await page.getByText("The striker scored twice.").waitFor();
    await page.keyboard.press("g");
    const panel = page.getByRole("region", { name: "Guidelines" });
    await panel.getByText("The striker scored twice.").waitFor();
    await sample().waitFor();
    await page.keyboard.press("g");
    await page.reload();
    await sample().waitFor();
    expect(await news.count()).toBe(0);
  });

  test("on a phone labels are reached by thumb, a swipe passes a sample by, and nothing is wider than the screen", async () => {
    await benchOfTexts(["First of all", "Second of all", "Third of all"]);
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 640 });
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider).toBeLessThanOrEqual(0);
    }
    for (const name of ["World", "Sports", "Business", "skip"]) {
      expect((await page.getByRole("button", { name }).boundingBox())!.height).toBeGreaterThanOrEqual(44);
    }
    const before = await sample().innerText();
    await waitFor("the swipe to be taken", async () => {
      await swipe(-150, 10);
      return (await sample().innerText()) !== before;
    });
    const second = await sample().innerText();
    await swipe(-20, 150);
    expect(await sample().innerText()).toBe(second);
  });

  /** A finger goes down in the middle of the sample, moves and is lifted. */
  async function swipe(x: number, y: number): Promise<void> {
    const box = (await sample().boundingBox())!;
    const at = (part: number) => ({
      x: box.x + box.width * 0.7 + x * part,
      y: box.y + box.height * 0.3 + y * part,
    });
    const client = await context.newCDPSession(page);
    const send = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    await send("touchStart", [at(0)]);
    for (const part of [0.3, 0.6, 1]) await send("touchMove", [at(part)]);
    await send("touchEnd", []);
    await client.detach();
  }

  test("twenty samples are labeled by what a screen reader is given: sample, then labels, then actions", async () => {
    await benchOfTexts(Array.from({ length: 20 }, (_, row) => `Text number ${row}`));
    const tree = await page.locator("body").ariaSnapshot();
    const order = ['region "Sample"', 'button "World"', 'button "Business"', 'button "skip"'];
    const places = order.map((part) => tree.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    const heard = page.locator("p[aria-live=polite]").last();
    for (let done = 0; done < 20; done++) {
      const text = await sample().innerText();
      await waitFor("the label to be taken", async () => {
        await page.getByRole("button", { name: "Sports" }).press("Enter", { timeout: 5_000 });
        return !(await sample().getByText(text, { exact: true }).isVisible());
      });
      expect(await heard.innerText()).toMatch(/^Sports\./);
    }
    await page.getByText("Everything is labeled").waitFor();
  });

  test("an empty bench says whether it is paused, labeled, or not one's own any more, and tells when it goes on", async () => {
    const { projectId } = await arrangeBench(app.db, { samples: 1 });
    const pause = (pausedAt: Date | null) =>
      app.db.update(projects).set({ pausedAt }).where(eq(projects.id, projectId));
    await pause(new Date());
    await open(projectId);
    await page.getByText("The project is paused").waitFor();
    await app.db.update(projects).set({ pausedBy: "budget" }).where(eq(projects.id, projectId));
    await page.reload();
    await page.getByText("The budget of labels is spent").waitFor();
    await page.getByRole("button", { name: "Tell me when there is more" }).click();
    await page.getByRole("button", { name: "You will be told when there is more", pressed: true }).waitFor();
    await pause(null);
    await sample().waitFor();
    await page.route("**/leases", (route) =>
      route.fulfill({
        status: 403,
        json: { error: { code: "forbidden", message: "No.", retryable: false } },
      }),
    );
    await page.reload();
    await page.getByText("You can no longer label here").waitFor();
    await page.unroute("**/leases");
    await page.route("**/leases", (route) => route.abort());
    await page.reload();
    await page.getByText("The next samples come as soon as Winnow can be reached").waitFor();
    await page.unroute("**/leases");
  });
});
