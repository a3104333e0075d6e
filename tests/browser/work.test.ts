import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { eq, sql } from "drizzle-orm";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { userSettings, users } from "@/db/schema/accounts";
import { annotations } from "@/db/schema/labeling";
import { labelClasses } from "@/db/schema/projects";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("one's own work", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let bench: ArrangedBench;
  let userId: string;

  const hasFocus = (one: Locator) => one.evaluate((element) => element === document.activeElement);
  const row = (text: string) => page.getByRole("listitem").filter({ hasText: text });

  async function decide(sample: number, classIndex: number | null): Promise<void> {
    const sampleId = bench.sampleIds[sample]!;
    const input =
      classIndex === null
        ? ({ action: "skip", sampleId, seconds: 2 } as const)
        : ({ action: "label", sampleId, labelClassId: bench.classIds[classIndex]!, seconds: 3 } as const);
    const head = { id: randomUUID(), projectId: bench.projectId, annotatorId: userId };
    await recordAnnotation(app.db, { ...head, source: "annotator", input });
  }

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
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await signUpOwner(page, app);
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    userId = owner!.id;
    bench = await arrangeBench(app.db);
    await decide(0, 0);
    await decide(1, 1);
    await decide(2, null);
    await page.goto(`${app.url}/projects/${bench.projectId}/work`);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("the numbers are one's own, in words, bars and a table", async () => {
    await page.getByText("2 labels in the last 14 days, on 1 day").waitFor();
    await page.getByText("As a table").click();
    const cells = await page.getByRole("row").nth(1).getByRole("cell").allInnerTexts();
    expect(cells[1]).toBe("2");
    await row("Sample 2").getByText("skipped").waitFor();
    await expectAccessible();
  });

  test("the history is searched by class and by action", async () => {
    const show = page.getByLabel("Show", { exact: true });
    await show.selectOption("Sports");
    await row("Sample 0").waitFor({ state: "detached" });
    await row("Sample 1").waitFor();
    await show.selectOption("Skipped");
    await row("Sample 2").waitFor();
    await row("Sample 1").waitFor({ state: "detached" });
    await show.selectOption("Flagged");
    await page.getByText("Nothing of that kind.").waitFor();
    await expectAccessible();
    await show.selectOption("Everything");
    await row("Sample 0").waitFor();
  });

  test("a class that one gave long ago is found beyond the first page", async () => {
    const many = await arrangeBench(app.db, { samples: 60 });
    const [rare, frequent] = many.classIds;
    for (const [i, sampleId] of many.sampleIds.entries()) {
      const labelClassId = i === 0 ? rare! : frequent!;
      const input = { action: "label", sampleId, labelClassId, seconds: 1 } as const;
      const head = { id: randomUUID(), projectId: many.projectId, annotatorId: userId };
      await recordAnnotation(app.db, { ...head, source: "annotator", input });
    }
    await page.goto(`${app.url}/projects/${many.projectId}/work`);
    await row("Sample 59").waitFor();
    await page.getByLabel("Show", { exact: true }).selectOption("World");
    await row("Sample 0").waitFor();
    expect(await page.getByRole("button", { name: "Show more" }).count()).toBe(0);
    await page.goto(`${app.url}/projects/${bench.projectId}/work`);
    await row("Sample 0").waitFor();
  });

  test("who changes an answer by keyboard keeps their place: in the editor, and back at the button", async () => {
    const change = row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" });
    const label = page.getByLabel("Your label");
    await change.focus();
    await page.keyboard.press("Enter");
    await label.waitFor();
    expect(await hasFocus(label)).toBe(true);
    await page.getByRole("button", { name: "Cancel" }).press("Enter");
    await label.waitFor({ state: "detached" });
    expect(await hasFocus(change)).toBe(true);
  });

  test("an own answer is changed from the history, by another annotation", async () => {
    const change = row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" });
    await change.click();
    await page.getByLabel("Your label").selectOption("Business");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await row("Sample 0").filter({ hasText: "Business" }).getByText("changed here").waitFor();
    await row("Sample 0").filter({ hasText: "World" }).getByText("replaced by a newer one").waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    await waitFor("the focus on the new row's button", () => hasFocus(change));
    const stored = await app.db
      .select()
      .from(annotations)
      .where(eq(annotations.sampleId, bench.sampleIds[0]!))
      .orderBy(annotations.sequence);
    expect(stored.map(({ labelClassId, screen }) => [labelClassId, screen])).toEqual([
      [bench.classIds[0], "single"],
      [bench.classIds[2], "history"],
    ]);
  });

  test("an answer that leaves the list by its change leaves the focus in the list", async () => {
    const show = page.getByLabel("Show", { exact: true });
    await show.selectOption("Business");
    await row("Sample 1").waitFor({ state: "detached" });
    await row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" }).click();
    await page.getByLabel("Your label").selectOption("World");
    await page.getByRole("button", { name: "Save", exact: true }).press("Enter");
    await row("Sample 0").waitFor({ state: "detached" });
    await page.getByText("Changed. The earlier answer stays in the history.").first().waitFor();
    await waitFor("the focus in the list", () =>
      hasFocus(page.getByRole("list", { name: "What you decided" })),
    );
    await show.selectOption("World");
    await row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" }).click();
    await page.getByLabel("Your label").selectOption("Business");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await row("Sample 0").waitFor({ state: "detached" });
    await show.selectOption("Everything");
    await row("Sample 1").waitFor();
  });

  test("a changed answer outlives a lost connection and a reload, and is sent once it can be", async () => {
    const sampleId = bench.sampleIds[1]!;
    const answers = async () => {
      const rows = await app.db.select().from(annotations).where(eq(annotations.sampleId, sampleId));
      return rows.sort((a, b) => a.sequence - b.sequence).map(({ labelClassId }) => labelClassId);
    };
    await page.route("**/annotations{,/*}", (route) => route.abort());
    await row("Sample 1").getByRole("button", { name: "Change the answer for Sample 1" }).click();
    await page.getByLabel("Your label").selectOption("World");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await row("Sample 1").filter({ hasText: "World" }).getByText("not sent yet").waitFor();
    await row("Sample 1").filter({ hasText: "Sports" }).getByText("replaced by a newer one").waitFor();
    await page.getByText("offline: 1 kept here").waitFor();
    await expectAccessible();
    await page.reload();
    await row("Sample 1").filter({ hasText: "World" }).getByText("not sent yet").waitFor();
    expect(await answers()).toEqual([bench.classIds[1]]);

    await page.unroute("**/annotations{,/*}");
    await page.getByText("all saved", { exact: true }).waitFor();
    await row("Sample 1").filter({ hasText: "World" }).getByText("changed here").waitFor();
    expect(await page.getByText("not sent yet").count()).toBe(0);
    expect(await answers()).toEqual([bench.classIds[1], bench.classIds[0]]);
  });

  test("a session that ended is opened again in place, and the changed answer is sent", async () => {
    await page.context().clearCookies();
    await row("Sample 2").getByRole("button", { name: "Change the answer for Sample 2" }).click();
    await page.getByLabel("Your label").selectOption("Business");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill("ada@example.org");
    await dialog.getByLabel("Password").fill("a long sentence");
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("all saved", { exact: true }).waitFor();
    await row("Sample 2").filter({ hasText: "Business" }).getByText("changed here").waitFor();
    const rows = await app.db.select().from(annotations).where(eq(annotations.sampleId, bench.sampleIds[2]!));
    expect(rows.map(({ labelClassId }) => labelClassId)).toContain(bench.classIds[2]);
  });

  test("an answer that the server refuses waits with its reason and can be given up", async () => {
    await row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" }).click();
    await page.getByLabel("Your label").selectOption("Sports");
    const sports = eq(labelClasses.id, bench.classIds[1]!);
    await app.db.update(labelClasses).set({ archivedAt: sql`now()` }).where(sports);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByRole("button", { name: "1 refused" }).click();
    await page.getByRole("dialog").getByText("The class “Sports” was archived.").waitFor();
    expect(await page.getByRole("dialog").getByRole("button", { name: "Label again" }).count()).toBe(0);
    await page.getByRole("dialog").getByRole("button", { name: "Discard" }).click();
    await page.getByRole("button", { name: "1 refused" }).waitFor({ state: "detached" });
    await row("Sample 0").filter({ hasText: "Business" }).getByText("changed here").first().waitFor();
    await app.db.update(labelClasses).set({ archivedAt: null }).where(sports);
  });

  test("how one likes to work is kept, and the language changes at once", async () => {
    await page.getByLabel("Single keys label and command").uncheck();
    await page.getByText("Saved, on every machine of yours").waitFor();
    await page.getByRole("main").getByLabel("Language").selectOption("Deutsch");
    await page.getByRole("heading", { name: "Meine Arbeit" }).waitFor();
    const [kept] = await app.db.select().from(userSettings).where(eq(userSettings.userId, userId));
    expect(kept!.settings).toMatchObject({ language: "de", singleKeys: false });
    await page.getByRole("main").getByLabel("Sprache").selectOption("English");
    await page.getByRole("heading", { name: "My work" }).waitFor();
    await waitFor("the language to be stored", async () => {
      const [now] = await app.db.select().from(userSettings).where(eq(userSettings.userId, userId));
      return (now!.settings as { language: string }).language === "en";
    });
  });

  test("the way back leads to the bench", async () => {
    await page.getByRole("link", { name: "Back to labeling" }).click();
    await page.waitForURL(`${app.url}/projects/${bench.projectId}/label`);
  });
});
