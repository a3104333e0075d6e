import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readFlags } from "@/db/queries/flags";
import { readProjectSettings } from "@/db/queries/project-settings";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench, record } from "../use-cases/labeling/arrange";

describeInBrowser("the settings of a project", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let projectId: string;

  const stored = async () => (await readProjectSettings(app.db, projectId))!;

  async function expectAccessible(): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`,
        );
        expect(found, `${page.url()} ${colorScheme} ${width}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${page.url()} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    await signUpOwner(page, app);
    ({ projectId } = await arrangeBench(app.db));
    await page.goto(`${app.url}/projects/${projectId}/settings`);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("guidelines are saved by a press, say whether they are, and are there after a reload", async () => {
    const field = page.getByLabel("What those who label should follow");
    await field.fill("World: politics.\nSports: games.");
    await page.getByText("Not saved yet").waitFor();
    expect((await stored()).guidelines).toBe("");
    await page.getByRole("button", { name: "Save", exact: true }).first().click();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.reload();
    expect(await field.inputValue()).toBe("World: politics.\nSports: games.");
    expect((await stored()).guidelinesChangedAt).not.toBeNull();
  });

  test("a class gets its definition and its examples, one a line", async () => {
    await page.getByText("Definition and examples (Sports)").click();
    const row = page.getByRole("listitem").filter({ hasText: "Sports" });
    await row.getByLabel("What belongs to it").fill("Games and players.");
    await row.getByLabel("Examples", { exact: true }).fill("A goal, at last\n\n A race ");
    await row.getByRole("button", { name: "Save (Sports)" }).click();
    await row.getByText("Saved", { exact: true }).waitFor();
    expect((await stored()).labelClasses[1]).toMatchObject({
      description: "Games and players.",
      examples: ["A goal, at last", "A race"],
    });
    await expectAccessible();
  });

  test("suggestions are chosen by a press, and wrong ones planted only where any are seen", async () => {
    const planted = page.getByLabel("Wrong on purpose");
    expect(await planted.isDisabled()).toBe(true);
    await page.getByRole("radio", { name: /^After their first key/ }).check();
    await waitFor("the choice to be stored", async () => (await stored()).suggestions === "after-key");
    await planted.selectOption("5 of 100");
    await waitFor(
      "the share to be stored",
      async () => Math.abs((await stored()).plantedShare - 0.05) < 1e-6,
    );
    await page.getByLabel("Ask why a sample is skipped").check();
    await waitFor("the question to be stored", async () => (await stored()).skipAsksReason);
  });

  test("a project is renamed, and a budget that is no number is refused in words", async () => {
    await page.getByLabel("Name", { exact: true }).fill("News desk");
    await page.getByLabel("Budget").fill("many");
    await page.getByRole("button", { name: "Save", exact: true }).last().click();
    await page.getByText("Give a whole number from 1 to 10,000,000.").waitFor();
    expect((await stored()).name).toBe("Arranged");
    await page.getByLabel("Budget").fill("1,000");
    await page.getByRole("button", { name: "Save", exact: true }).last().click();
    await waitFor("the name to be stored", async () => (await stored()).name === "News desk");
    expect((await stored()).budget).toBe(1000);
  });

  test("a paused project says so on top, and goes on by a press", async () => {
    const note = page.getByRole("region", { name: "This project is paused" });
    const focused = page.locator("*:focus");
    await page.getByRole("button", { name: "Pause the project" }).focus();
    await page.keyboard.press("Enter");
    await note.waitFor();
    await page.getByRole("status").filter({ hasText: "This project is paused." }).waitFor();
    expect(await focused.textContent()).toBe("Resume");
    expect((await stored()).pausedAt).not.toBeNull();
    await expectAccessible();
    await page.keyboard.press("Enter");
    await note.waitFor({ state: "detached" });
    expect(await focused.textContent()).toBe("Pause the project");
    expect((await stored()).pausedAt).toBeNull();
  });

  test("the note on top resumes, too, and leaves the focus in the content", async () => {
    await page.getByRole("button", { name: "Pause the project" }).click();
    const note = page.getByRole("region", { name: "This project is paused" });
    await note.getByRole("button", { name: "Resume" }).click();
    await note.waitFor({ state: "detached" });
    await waitFor("the focus", async () => (await page.locator("*:focus").getAttribute("id")) === "content");
  });

  test("a flag that is dismissed no longer counts, and can be put back", async () => {
    const project = await arrangeBench(app.db);
    const sampleId = project.sampleIds[2]!;
    await record(app.db, project, { action: "flag", sampleId, seconds: 1, note: "Torn in two" });
    await page.goto(`${app.url}/projects/${project.projectId}/settings`);
    const flags = page.locator("#flags");
    await flags.getByText("1 sample", { exact: true }).waitFor();
    await flags.getByRole("button", { name: "Dismiss the flag: Torn in two" }).click();
    await flags.getByText("none", { exact: true }).waitFor();
    await flags.getByRole("button", { name: "Put the flag back: Torn in two" }).click();
    await flags.getByText("1 sample", { exact: true }).waitFor();
    expect(await readFlags(app.db, project.projectId)).toHaveLength(1);
  });

  test("a flagged sample is opened from its flag, whole, and labeled there", async () => {
    const project = await arrangeBench(app.db);
    const sampleId = project.sampleIds[3]!;
    const flag = { action: "flag", sampleId, seconds: 1, note: "Is this one class?" } as const;
    await record(app.db, project, flag);
    await page.goto(`${app.url}/projects/${project.projectId}/settings`);
    await page.getByRole("link", { name: "Open and label the sample: Is this one class?" }).click();
    await page.getByText("This sample alone is shown.").waitFor();
    await page.getByText("Sample 3", { exact: true }).waitFor();
    const hit = page.getByRole("checkbox", { name: /^Select: / });
    expect(await hit.count()).toBe(1);
    await waitFor("the focus", () => hit.evaluate((checkbox) => checkbox === document.activeElement));
    await page.keyboard.press("2");
    await page.getByText("1 sample is now “Sports”.").waitFor();
    await waitFor(
      "the flag to be settled",
      async () => (await readFlags(app.db, project.projectId)).length === 0,
    );
    await page.getByRole("button", { name: "Back to the search" }).click();
    await page.getByText("Sample 4", { exact: true }).waitFor();
  });

  test("an address that names the flags shows them, however far down, and after a reload, too", async () => {
    const project = await arrangeBench(app.db);
    for (const [i, sampleId] of project.sampleIds.slice(0, 5).entries()) {
      const flag = { action: "flag", sampleId, seconds: 1, note: `Note ${i}` } as const;
      await record(app.db, project, flag);
    }
    const flags = page.locator("#flags");
    // What stands above may still change its height by a line.
    const areOnTop = async () => Math.abs((await flags.boundingBox())!.y) < 100;
    await page.goto(`${app.url}/projects`);
    await page.goto(`${app.url}/projects/${project.projectId}/settings#flags`);
    await flags.getByText("Note 4").waitFor();
    await waitFor("the flags to be seen", areOnTop);
    await page.reload();
    await flags.getByText("Note 4").waitFor();
    await waitFor("the flags to be seen again", areOnTop);
    await page.setViewportSize({ width: 320, height: 800 });
    await page.reload();
    const tab = page.getByRole("link", { name: "Settings", exact: true });
    await waitFor("the present tab to be in sight", async () => {
      const { x, width } = (await tab.boundingBox())!;
      return x >= 0 && x + width <= 320;
    });
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});
