import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { importRefusals, imports } from "@/db/schema/projects";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { expectAccessible, fewViews } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import {
  type ArrangedBench,
  arrangeBench,
  arrangeCandidates,
  arrangeMember,
} from "../use-cases/labeling/arrange";

const sample = "section >> text=/^Sample \\d+$/";

describeInBrowser("what opens on a screen, and what it shows when there is little", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;
  let ownerId: string;
  /** Text, three classes with keys, answers of the owner, a model and its candidates. */
  let bench: ArrangedBench;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await signUpOwner(page, app);
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    ownerId = owner!.id;
    bench = await arrangeFullProject();
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function arrangeFullProject(): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, { samples: 40, project: { skipAsksReason: true } });
    const { projectId, classIds, sampleIds } = arranged;
    await arrangeMember(app.db, projectId, "annotator");
    const encodingId = await arrangeEncoding(app.db, projectId);
    for (const number of [1, 2]) {
      const model = { projectId, labelClassIds: [...classIds], encodingId, number };
      await arrangeModel(app.db, { ...model, correct: 50 + number, holdoutCount: 64 });
    }
    await arrangeCandidates(app.db, arranged, 0, sampleIds.slice(20, 36));
    for (const [i, labelClassId] of classIds.entries()) {
      await recordAnnotation(app.db, {
        ...{ id: randomUUID(), projectId, annotatorId: ownerId, source: "annotator" },
        input: { action: "label", sampleId: sampleIds[i]!, labelClassId, seconds: 2 },
      });
    }
    const [taken] = await app.db.select().from(imports).where(eq(imports.projectId, projectId));
    await app.db.insert(importRefusals).values(
      [1, 2].map((position) => ({
        importId: taken!.id,
        position,
        place: `line ${position}`,
        reason: "no text",
      })),
    );
    return arranged;
  }

  const check = (path: () => string, ready: string, arrange?: () => Promise<unknown>) =>
    expectAccessible(page, app.url, { path, ready, arrange, views: fewViews });
  const inProject = (subPath: string) => () => `/projects/${bench.projectId}${subPath}`;

  /** Does it again until what it opens is there: before the page listens, nothing happens. */
  const until = (opened: string, act: () => Promise<unknown>) => () =>
    waitFor(`${opened} to open`, async () => {
      if (await page.locator(opened).first().isVisible()) return true;
      await act();
      return page.locator(opened).first().isVisible();
    });
  const byKey = (key: string, opened = "dialog[open]") => until(opened, () => page.keyboard.press(key));
  const byClick = (button: string, opened = "dialog[open]") =>
    until(opened, () => page.locator(button).first().dispatchEvent("click"));

  const atBench: Record<string, () => Promise<unknown>> = {
    "the note that sets a sample aside": byKey("f"),
    "the reason of a skip": byKey(" "),
    "the drawer of one's own decisions": byKey("j"),
    "the question for the class to ask about": byClick("aside section > button"),
    "the display menu": byClick("header button[popovertarget]", "[popover]:popover-open"),
    "yes or no": until("aside h2", async () => {
      await byClick("aside section > button")();
      await page.locator("dialog [role=option]").first().click();
    }),
  };
  for (const [name, arrange] of Object.entries(atBench)) {
    test(`the bench: ${name}`, () => check(inProject("/label"), sample, arrange));
  }

  test("the bench: several classes, some of them chosen", async () => {
    const { projectId } = await arrangeBench(app.db, { project: { task: "multi" } });
    const chosen = "aside button[aria-pressed=true]";
    await check(() => `/projects/${projectId}/label`, sample, byKey("1", chosen));
  });

  test("the bench: 150 classes, found by name", async () => {
    const classes = Array.from({ length: 150 }, (_, i) => `class ${i}`);
    const { projectId } = await arrangeBench(app.db, { classes });
    const type = byKey("c", "[role=option][aria-selected=true]");
    await check(() => `/projects/${projectId}/label`, sample, type);
  });

  for (const subPath of ["/label", "/settings", ""]) {
    test(`names from right to left, and words without an end: ${subPath || "/"}`, async () => {
      const classes = ["رياضة", "פוליטיקה", "Rindfleischetikettierungsüberwachung".repeat(4)];
      const { projectId } = await arrangeBench(app.db, { classes, project: { name: "أخبار ".repeat(20) } });
      await check(() => `/projects/${projectId}${subPath}`, "main section");
    });
  }

  test("the bench: without a connection", async () => {
    const { projectId } = await arrangeBench(app.db);
    let isCut = false;
    await page.route("**/api/**", (route) => (isCut ? route.abort() : route.fallback()));
    const openedAnew = () => {
      isCut = false;
      return `/projects/${projectId}/label`;
    };
    const cut = async () => {
      isCut = true;
      await byKey("1", '[data-saved="offline"]')();
    };
    await check(openedAnew, sample, cut);
    await page.unroute("**/api/**");
  });

  for (const subPath of ["/label", "/grid", "/settings"]) {
    test(`a project that is paused: ${subPath}`, async () => {
      const { projectId } = await arrangeBench(app.db, { project: { pausedAt: new Date() } });
      await check(() => `/projects/${projectId}${subPath}`, "main p");
    });
  }

  for (const subPath of ["/label", "/grid", "/find", "/work", "/data", "/settings", ""]) {
    test(`a project without classes and samples: ${subPath || "/"}`, async () => {
      const projectId = await createEmptyProject();
      await check(() => `/projects/${projectId}${subPath}`, "main p");
    });
  }

  async function createEmptyProject(): Promise<string> {
    await page.goto(`${app.url}/projects`);
    return page.evaluate(async () => {
      const body = JSON.stringify({ name: "Nothing yet", modality: "text" });
      const headers = { "content-type": "application/json" };
      const response = await fetch("/api/v1/projects", { method: "POST", headers, body });
      return ((await response.json()) as { id: string }).id;
    });
  }

  test("the bench: an answer that the server did not take", async () => {
    const { projectId } = await arrangeBench(app.db, { samples: 20 });
    const error = { code: "sample_not_found", message: "It is gone.", retryable: false };
    await page.route("**/annotations/*", (route) => route.fulfill({ status: 409, json: { error } }));
    const refused = async () => {
      await byKey("1", "header button.underline")();
      await byClick("header button.underline")();
    };
    await check(() => `/projects/${projectId}/label`, sample, refused);
    await page.unroute("**/annotations/*");
  });

  const elsewhere: Record<string, [string, string, () => Promise<unknown>]> = {
    "the grid: an exception": ["/grid", "[data-flip]", byClick("[data-flip]", "[data-tile] select")],
    "find: no hit": [
      "/find",
      "[data-hit]",
      async () => {
        await page.locator("main input[type=search]").fill("zzzz");
        await page.locator("[data-hit]").first().waitFor({ state: "detached" });
      },
    ],
    "find: more like one": [
      "/find",
      "[data-hit]",
      byClick("main li button", "main button[aria-keyshortcuts=Escape]"),
    ],
    "one's own work: an answer that is being changed": [
      "/work",
      "main li",
      byClick("main li button:not([aria-pressed])", "main li select"),
    ],
    "one's own work: the days as a table": [
      "/work",
      "main li",
      byClick("main summary", "main details[open]"),
    ],
    "the progress: the curve as a table": [
      "",
      "[role=img] svg",
      byClick(
        "main header [role=group] button:nth-child(2)",
        "main header [role=group] button:nth-child(2)[aria-pressed=true]",
      ),
    ],
    "the progress: the curve against money, which nobody knows": [
      "",
      "[role=img] svg",
      byClick(
        "main [role=group] + [role=group] button:nth-child(3)",
        "main [role=group] + [role=group] button:nth-child(3)[aria-pressed=true]",
      ),
    ],
    "the progress: the goal": ["", "[role=img] svg", byClick("main header button:not([aria-pressed])")],
    "the data: lines that were refused": [
      "/data",
      "main table button",
      byClick("main table button", "td[lang=en]"),
    ],
    "the settings: a class to archive": ["/settings", "main section", byClick("main li button")],
    "the settings: a definition": [
      "/settings",
      "main section",
      byClick("main summary", "main details[open] textarea"),
    ],
    "the team: a new link": [
      "/team",
      "main section",
      byClick("main form button, main section button.bg-accent", "main input[readonly]"),
    ],
    "the team: somebody leaves": ["/team", "main section", byClick("main li button")],
  };
  for (const [name, [subPath, ready, arrange]] of Object.entries(elsewhere)) {
    test(name, () => check(inProject(subPath), ready, arrange));
  }
});
