import { eq, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { annotations, leases, sampleTruths } from "@/db/schema/labeling";
import { imports } from "@/db/schema/projects";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

describeInBrowser("the player of known answers", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await browser.newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("labels with the hidden truth, pauses, gives back what it holds, and ends when all is labeled", async () => {
    const { projectId } = await arrangeBench(app.db, { samples: 12, truths: true });
    await app.db.update(imports).set({ labelUse: "truth" }).where(eq(imports.projectId, projectId));
    await page.goto(`${app.url}/projects/${projectId}`);
    const player = page.getByRole("region", { name: "Known answers" });
    await player.getByRole("button", { name: "Start" }).click();
    await player.getByText(/[2-9] labels given\./).waitFor();
    await player.getByRole("button", { name: "Pause" }).click();
    await player.getByText(/paused/).waitFor();
    await waitFor("no lease to be left", async () => {
      const held = await app.db.select().from(leases).where(eq(leases.projectId, projectId));
      return held.length === 0;
    });
    await player.getByLabel("Pace").selectOption("10");
    await player.getByRole("button", { name: "Start" }).click();
    await player.getByText("Everything is labeled.").waitFor();
    const given = await app.db
      .select({
        source: annotations.source,
        isTrue: sql<boolean>`${annotations.labelClassId} = ${sampleTruths.labelClassId}`,
      })
      .from(annotations)
      .innerJoin(sampleTruths, eq(sampleTruths.sampleId, annotations.sampleId))
      .where(eq(annotations.projectId, projectId));
    expect(given).toEqual(Array(12).fill({ source: "oracle", isTrue: true }));
  });
});
