import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { labelClasses } from "@/db/schema/projects";
import { createInvitation } from "@/lib/access/create-invitation";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import {
  everyView,
  expectAccessible as expectScreenAccessible,
  face,
  type Screen,
} from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench, arrangeCandidates } from "../use-cases/labeling/arrange";

describeInBrowser("every screen, light and dark, from either side, narrow and wide", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let bench: ArrangedBench;
  let empty: ArrangedBench;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext({ locale: "en-GB" });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  const expectAccessible = (screen: Screen) => expectScreenAccessible(page, app.url, screen);

  test("sign-in before there is an owner", () =>
    expectAccessible({ path: () => "/sign-in", ready: "main h1" }));

  test("the setup form, and a link that does not work", async () => {
    await expectAccessible({ path: () => app.setupLink.slice(app.url.length), ready: "input[name=email]" });
    await expectAccessible({ path: () => "/setup?token=x", ready: "main h1" });
  });

  test("the list of projects, without one", async () => {
    await face(page, app.url, "ltr");
    await signUpOwner(page, app);
    await expectAccessible({ path: () => "/projects", ready: "main h1" });
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    bench = await arrangeProject(owner!.id);
    empty = await arrangeBench(app.db, { samples: 1, queued: 0 });
  });

  /** A project in which everything has something to show. */
  async function arrangeProject(userId: string): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, {
      samples: 30,
      project: {
        name: "A project whose name is rather long, as those of real ones are",
        guidelines: "A goal is sports.\nA vote is the world.",
        guidelinesChangedAt: new Date(),
        budget: 100,
      },
    });
    const { projectId, classIds, sampleIds } = arranged;
    await app.db
      .update(labelClasses)
      .set({ description: "What was won.", examples: ["A goal"] })
      .where(eq(labelClasses.id, classIds[1]!));
    const encodingId = await arrangeEncoding(app.db, projectId);
    for (const number of [1, 2, 3]) {
      const model = {
        projectId,
        labelClassIds: [...classIds],
        encodingId,
        number,
        correct: 50 + number,
        holdoutCount: 64,
      };
      await arrangeModel(app.db, model);
    }
    await arrangeCandidates(app.db, arranged, 0, sampleIds.slice(12, 28));
    const head = { projectId, annotatorId: userId, source: "annotator" as const };
    await recordAnnotation(app.db, {
      ...head,
      id: randomUUID(),
      input: { action: "label", sampleId: sampleIds[0]!, labelClassId: classIds[0]!, seconds: 2 },
    });
    await recordAnnotation(app.db, {
      ...head,
      id: randomUUID(),
      input: { action: "flag", sampleId: sampleIds[1]!, note: "Which one?", seconds: 2 },
    });
    return arranged;
  }

  const inProject = (subPath: string) => () => `/projects/${bench.projectId}${subPath}`;

  const screens: Record<string, Screen> = {
    "the list of projects": { path: () => "/projects", ready: "main table" },
    "a new project": { path: () => "/projects/new", ready: "main form" },
    "the progress of a project": { path: inProject(""), ready: "[role=img] svg" },
    "the data of a project": { path: inProject("/data"), ready: "input[type=file]" },
    "the settings of a project": { path: inProject("/settings"), ready: "main section" },
    "the team of a project": { path: inProject("/team"), ready: "main section" },
    "the grid": { path: inProject("/grid"), ready: "main button" },
    find: { path: inProject("/find"), ready: "input[type=search]", arrange: search },
    "one's own work": { path: inProject("/work"), ready: "main li" },
    "an address that leads nowhere": { path: () => "/projects/nothing", ready: "main h1" },
  };

  async function search(): Promise<void> {
    await page.getByRole("searchbox").fill("sample");
    await page.locator("[data-hit]").first().waitFor();
  }

  for (const [name, screen] of Object.entries(screens)) test(name, () => expectAccessible(screen));

  const sample = "section >> text=/^Sample \\d+$/";
  const views = { ltr: everyView, rtl: everyView };

  test("the bench with a sample", () =>
    expectAccessible({ path: inProject("/label"), ready: sample, views }));

  test("the bench with the guidelines open", () =>
    expectAccessible({
      path: inProject("/label"),
      ready: sample,
      arrange: () => press("g", "section[data-no-swipe]"),
    }));

  test("the bench with the table of keys", () =>
    expectAccessible({
      path: inProject("/label"),
      ready: sample,
      arrange: () => press("?", "dialog[open]"),
    }));

  test("the bench without a sample", () =>
    expectAccessible({ path: () => `/projects/${empty.projectId}/label`, ready: "main h2, main p" }));

  /** Presses until what it opens is there: before the page listens, a key does nothing. */
  async function press(key: string, opened: string): Promise<void> {
    await waitFor(`${opened} to open`, async () => {
      await page.keyboard.press(key);
      const panel = page.locator(opened).first();
      return panel.waitFor({ timeout: 1_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  test("joining a project, and a link that has ended", async () => {
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    const token = "a token that is long enough to be no guess";
    const link = {
      id: randomUUID(),
      projectId: bench.projectId,
      role: "annotator",
      createdBy: owner!.id,
    } as const;
    await createInvitation(app.db, { ...link, token });
    await context.clearCookies();
    await expectAccessible({
      path: () => `/join?token=${encodeURIComponent(token)}`,
      ready: "input[name=email]",
    });
    await expectAccessible({ path: () => "/join?token=x", ready: "main h1" });
  });

  test("signing in", () => expectAccessible({ path: () => "/sign-in", ready: "input[name=email]" }));
});
