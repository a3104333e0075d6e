import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { annotations } from "@/db/schema/labeling";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { expectAccessible } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("gold of a lead's own labels", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let userId: string;

  const row = (text: string) => page.getByRole("listitem").filter({ hasText: text });

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await signUpOwner(page, app);
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    userId = owner!.id;
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("a lead makes their label gold, changes it as such, and takes that back", async () => {
    const own = await arrangeBench(app.db, { samples: 3 });
    const sampleId = own.sampleIds[0]!;
    const head = { projectId: own.projectId, annotatorId: userId, source: "annotator" } as const;
    const input = { action: "label", sampleId, labelClassId: own.classIds[0]!, seconds: 3 } as const;
    await recordAnnotation(app.db, { ...head, id: randomUUID(), input });
    const stored = async () => {
      const rows = await app.db.select().from(annotations).where(eq(annotations.sampleId, sampleId));
      return rows
        .sort((a, b) => a.sequence - b.sequence)
        .map((one) => [one.action, one.screen, own.classIds.indexOf(one.labelClassId ?? "")]);
    };
    const gold = row("Sample 0").getByRole("button", { name: "Gold: Sample 0" });
    const isPressed = (pressed: boolean) =>
      waitFor(`gold to be ${pressed ? "" : "not "}pressed, with the focus`, async () =>
        gold.evaluate(
          (button, wanted) =>
            button.getAttribute("aria-pressed") === wanted && button === document.activeElement,
          String(pressed),
        ),
      );
    await page.goto(`${app.url}/projects/${own.projectId}/work`);
    await gold.focus();
    await isPressed(false);
    await page.keyboard.press("Enter");
    await isPressed(true);
    await row("Sample 0").filter({ hasText: "replaced by a newer one" }).waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    await row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" }).click();
    await page.getByLabel("Your label").selectOption("Business");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await row("Sample 0").filter({ hasText: "Business" }).getByText("· gold").first().waitFor();
    await page.getByText("all saved", { exact: true }).waitFor();
    // As on another machine: this browser knows nothing of what it did.
    await page.evaluate(() => indexedDB.deleteDatabase("winnow-bench"));
    await page.reload();
    await gold.click();
    await row("Sample 0").filter({ hasText: "Business" }).getByText("taken back").waitFor();
    await isPressed(true);
    await page.keyboard.press("Enter");
    await isPressed(false);
    await page.getByText("all saved", { exact: true }).waitFor();
    expect(await stored()).toEqual([
      ["label", "single", 0],
      ["label", "review", 0],
      ["label", "review", 2],
      ["undo", "single", -1],
      ["undo", "single", -1],
    ]);
    await app.db.execute(sql`update label_classes set archived_at = now() where id = ${own.classIds[0]!}`);
    await page.reload();
    await row("Sample 0").getByRole("button", { name: "Change the answer for Sample 0" }).waitFor();
    expect(await gold.count()).toBe(0);
  });

  test("rows of gold are accessible in every theme, width and direction", async () => {
    const own = await arrangeBench(app.db, { samples: 1 });
    const head = { projectId: own.projectId, annotatorId: userId, source: "annotator" } as const;
    const answer = { action: "label", sampleId: own.sampleIds[0]!, labelClassId: own.classIds[0]! } as const;
    for (const screen of ["single", "review"] as const) {
      await recordAnnotation(app.db, { ...head, id: randomUUID(), input: { ...answer, screen, seconds: 1 } });
    }
    await expectAccessible(page, app.url, {
      path: () => `/projects/${own.projectId}/work`,
      ready: "[data-gold][aria-pressed=true]",
    });
  }, 120_000);
});
