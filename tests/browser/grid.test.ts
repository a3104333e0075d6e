import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { updateProject } from "@/lib/projects/update-project";
import { createFolderStore } from "@/lib/storage/folder-store";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { layoutShift } from "../setup/layout-shift";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeCandidates, arrangeGraph } from "../use-cases/finding/arrange-finding";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("the grid", async () => {
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

  const tile = (name: string) => page.getByRole("button", { name, exact: true });

  /** `others`: samples that are candidates of no class. */
  async function openGrid(samples: number, others = 0): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, { samples: samples + others, queued: 0 });
    await arrangeCandidates(app.db, arranged, { 1: arranged.sampleIds.slice(0, samples) });
    await page.goto(`${app.url}/projects/${arranged.projectId}/grid`);
    return arranged;
  }

  async function standing(projectId: string) {
    const { rows } = await app.db.execute<{ text: string; action: string; name: string; screen: string }>(sql`
      select p.text, a.action, c.name, a.screen
      from annotations a join sample_payloads p on p.sample_id = a.sample_id
      join label_classes c on c.id = a.label_class_id
      where a.project_id = ${projectId} and a.action <> 'undo'
        and not exists (select from annotations u where u.undoes = a.id)
      order by a.sample_id, a.sequence`);
    return rows.map(({ text, action, name, screen }) => [text, action, name, screen]);
  }

  /** Presses until the page takes it: a key counts only once the tiles could have been seen. */
  async function confirm(firstTile: string): Promise<void> {
    await waitFor("Enter to be taken", async () => {
      await page.keyboard.press("Enter");
      return !(await tile(firstTile).isVisible());
    });
  }

  test("nothing on the screen moves while the tiles come in", async () => {
    await openGrid(14, 1);
    await tile("Sample 0").waitFor();
    expect(await layoutShift(page)).toBeLessThan(0.001);
  });

  test("a page is confirmed with one key, exceptions with one more each, and all of it is taken back with one", async () => {
    const { projectId } = await openGrid(14, 1);
    await tile("Sample 0").waitFor();
    await page.keyboard.press("c");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "10 are “Sports”, 2 are not" }).waitFor();
    await confirm("Sample 0");
    await tile("Sample 12").waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    const expected = Array.from({ length: 12 }, (_, i) => {
      if (i === 2) return ["Sample 2", "reject", "Sports", "grid"];
      return [`Sample ${i}`, "label", i === 3 ? "World" : "Sports", "grid"];
    });
    expect(await standing(projectId)).toEqual(expected);

    await page.keyboard.press("z");
    await tile("Sample 0").waitFor();
    expect(await tile("Sample 2").getAttribute("aria-pressed")).toBe("true");
    await page.getByText("all saved", { exact: true }).waitFor();
    expect(await standing(projectId)).toEqual([]);
    await confirm("Sample 0");
    await confirm("Sample 12");
    await page.getByText("All candidates of “Sports” are decided").waitFor();
    await waitFor("all fourteen", async () => (await standing(projectId)).length === 14);

    await page.keyboard.press("z");
    await tile("Sample 12").waitFor();
    await confirm("Sample 12");
    await page.getByRole("button", { name: "Undo" }).click();
    await tile("Sample 12").waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    expect(await standing(projectId)).toHaveLength(12);
  });

  test("a digit is about the tile that a letter marked, and what cannot be taken back is not offered", async () => {
    const { projectId } = await openGrid(12);
    await tile("Sample 0").waitFor();
    expect(await page.getByRole("button", { name: "Undo" }).getAttribute("aria-disabled")).toBe("true");
    await page.keyboard.press("e");
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "11 are “Sports”, 1 is not" }).waitFor();
    await confirm("Sample 0");
    await page.getByText("Everything is labeled").waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    const other = (await standing(projectId)).filter(([, , name]) => name === "World");
    expect(other).toEqual([["Sample 4", "label", "World", "grid"]]);

    await page.reload();
    await page.getByText("Everything is labeled").waitFor();
    await page.getByRole("button", { name: "Undo", disabled: false }).waitFor();
    await page.keyboard.press("z");
    await tile("Sample 0").waitFor();
    await page.getByRole("button", { name: "11 are “Sports”, 1 is not" }).waitFor();
    expect(await page.getByRole("combobox", { name: "Class" }).inputValue()).not.toBe("");
  });

  test("after a choice by pointer the keys are the page's again, after one by key the control's", async () => {
    const { classIds } = await openGrid(14);
    await tile("Sample 0").waitFor();
    await page.getByText("24", { exact: true }).click();
    await tile("Sample 13").waitFor();
    await page.keyboard.press("b");
    await page.getByRole("button", { name: "13 are “Sports”, 1 is not" }).waitFor();
    // What is chosen already is no other choice, and keeps no focus either.
    await page.getByText("24", { exact: true }).click();
    await page.keyboard.press("c");
    await page.getByRole("button", { name: "12 are “Sports”, 2 are not" }).waitFor();

    const radio = page.getByRole("radio", { name: "24" });
    await radio.focus();
    await page.keyboard.press("ArrowLeft");
    await tile("Sample 13").waitFor({ state: "detached" });
    await page.keyboard.press("ArrowRight");
    await tile("Sample 13").waitFor();
    expect(await radio.evaluate((input) => input === document.activeElement)).toBe(true);

    const select = page.getByRole("combobox", { name: "Class" });
    const isFocused = () => select.evaluate((element) => element === document.activeElement);
    await select.focus();
    await select.selectOption(classIds[0]!);
    expect(await isFocused()).toBe(true);
    await page.getByText(/^(The model believes nothing else to be|All candidates of) “World”/).waitFor();
    await select.dispatchEvent("pointerdown");
    await select.selectOption(classIds[1]!);
    expect(await isFocused()).toBe(false);
    await tile("Sample 0").waitFor();
    await page.keyboard.press("b");
    await page.getByRole("button", { name: "13 are “Sports”, 1 is not" }).waitFor();
  });

  test("where samples may have several classes, a page says yes or no of its class and leaves the others open", async () => {
    const arranged = await arrangeBench(app.db, { samples: 3, queued: 0, project: { task: "multi" } });
    const [first, second, third] = arranged.sampleIds as [number, number, number];
    await arrangeCandidates(app.db, arranged, { 1: [first, second, third] });
    await page.goto(`${app.url}/projects/${arranged.projectId}/grid`);
    await tile("Sample 0").waitFor();
    await page.getByText("its other classes stay open").waitFor();
    await page.keyboard.press("b");
    await page.keyboard.press("c");
    await page.keyboard.press("1");
    await page.getByRole("button", { name: "One is “Sports”, 2 are not" }).waitFor();
    await confirm("Sample 0");
    await page.getByText("all saved", { exact: true }).waitFor();
    expect(await standing(arranged.projectId)).toEqual([
      ["Sample 0", "accept", "Sports", "grid"],
      ["Sample 1", "reject", "Sports", "grid"],
      ["Sample 2", "reject", "Sports", "grid"],
      ["Sample 2", "accept", "World", "grid"],
    ]);
    const { rows } = await app.db.execute(sql`
      select from current_annotations where project_id = ${arranged.projectId}`);
    expect(rows).toEqual([]);
    await page.keyboard.press("z");
    await tile("Sample 0").waitFor();
    await page.getByRole("button", { name: "One is “Sports”, 2 are not" }).waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    expect(await standing(arranged.projectId)).toEqual([]);
  });

  test("samples that look the same are one tile, can be looked at, and are labeled together", async () => {
    const arranged = await arrangeBench(app.db, { samples: 10, queued: 0 });
    const { projectId, sampleIds } = arranged;
    await arrangeCandidates(app.db, arranged, { 1: sampleIds.slice(0, 4) });
    const blobs = createFolderStore(join(app.dataDirectory, "blobs"));
    await arrangeGraph(app.db, blobs, projectId, [0, 10, 0.1, 20, 30, 40, 50, 60, 80, 100]);
    await page.goto(`${app.url}/projects/${projectId}/grid`);
    await page.getByRole("button", { name: "+1 alike" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "2 samples that look the same" }).getByText("Sample 2").waitFor();
    await page.keyboard.press("c");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "All 3 are “Sports”" }).waitFor();
    await tile("Sample 0").focus();
    await confirm("Sample 0");
    await waitFor("four labels", async () => (await standing(projectId)).length === 4);
  });

  test("a pause is told at once, loses nothing that was confirmed, and ends by itself", async () => {
    const { projectId } = await openGrid(30);
    await tile("Sample 0").waitFor();
    await updateProject(app.db, projectId, { isPaused: true });
    await page.getByRole("status").getByText("The project is paused.").waitFor();
    await page.getByRole("link", { name: "Go on in the settings" }).waitFor();
    await confirm("Sample 0");
    await tile("Sample 12").waitFor();
    await confirm("Sample 12");
    await page.getByText("Nobody is given samples until the lead lets it go on.").waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    expect(await standing(projectId)).toHaveLength(24);
    await updateProject(app.db, projectId, { isPaused: false });
    await tile("Sample 24").waitFor();
  });

  test("without a model it says how many labels are missing", async () => {
    const { projectId } = await arrangeBench(app.db);
    await page.goto(`${app.url}/projects/${projectId}/grid`);
    await page.getByText("There is no model yet").waitFor();
    await page.getByText("5 more labels start the training.").waitFor();
    await page.getByRole("link", { name: "Find by words" }).waitFor();
  });

  test("tiles that were never on the screen are scrolled to, not confirmed", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    const { projectId } = await openGrid(12);
    await tile("Sample 0").waitFor();
    await page.keyboard.press("Enter");
    await waitFor("the page to scroll", () => page.evaluate(() => window.scrollY > 200));
    expect(await standing(projectId)).toEqual([]);
    expect(await tile("Sample 0").count()).toBe(1);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("the screen is accessible in both themes, wide and narrow, with an exception", async () => {
    await openGrid(12);
    await tile("Sample 0").click();
    await page.getByRole("combobox", { name: "What it is instead" }).waitFor();
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
