import { join } from "node:path";
import { inArray } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { samplePayloads } from "@/db/schema/labeling";
import { createRandom } from "@/lib/learning/random";
import { createFolderStore } from "@/lib/storage/folder-store";
import { password } from "../setup/accounts";
import { arrangeProgress, pathFrom } from "../setup/arrange-progress";
import { standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { DrivenPage } from "../setup/web-driver/driven-page";
import { findFirefox, startFirefox } from "../setup/web-driver/firefox";
import type { Session } from "../setup/web-driver/session";
import { findWebKit, startWebKit } from "../setup/web-driver/webkit";
import { arrangeCandidates } from "../use-cases/finding/arrange-finding";
import { arrangeMap } from "../use-cases/finding/arrange-map";
import { arrangeBench, storedAnnotations } from "../use-cases/labeling/arrange";

const browsers = [
  { engine: "Firefox", program: findFirefox(), start: startFirefox },
  { engine: "WebKit", program: findWebKit(), start: startWebKit },
];

/** What is labeled, and nothing of the one that is fetched ahead. */
const sample = 'section[aria-label="Sample"]';

/** Until the next reload. */
const withoutAnnotations = `const send = window.fetch;
  window.fetch = (url, options) =>
    String(url).includes("/annotations") ? Promise.reject(new TypeError()) : send(url, options);`;
const chooseGerman = `for (const choice of document.querySelectorAll("select")) {
    if (![...choice.options].some(({ text }) => text === "Deutsch")) continue;
    choice.value = "de";
    choice.dispatchEvent(new Event("change", { bubbles: true }));
  }`;

for (const { engine, program, start } of browsers) {
  describe.skipIf(program === null)(`an annotator's and a lead's work in ${engine}`, async () => {
    let app: App;
    let session: Session;
    let page: DrivenPage;

    beforeAll(async () => {
      app = await startApp();
      session = await start(program!);
      page = new DrivenPage(session);
    });

    afterAll(async () => {
      await session?.close();
      await app?.stop();
    });

    const open = (projectId: string, path: string) => page.open(`${app.url}/projects/${projectId}${path}`);
    const shown = () => waitFor("a sample", () => page.text(sample));
    const showing = (text: string) => waitFor(text, async () => (await page.text(sample)) === text);

    async function openBench(options?: Parameters<typeof arrangeBench>[1]) {
      const arranged = await arrangeBench(app.db, options);
      await open(arranged.projectId, "/label");
      await shown();
      return arranged;
    }

    /** Presses once the sample was on the screen for so long that a key counts; what was shown before. */
    async function act(...keys: string[]): Promise<string> {
      const before = await shown();
      const since = await page.run<number>("return performance.now()");
      await waitFor("it to be seen", () => page.run(`return performance.now() - ${since} > 250`));
      await page.press(...keys);
      await waitFor(`${keys} to be taken`, async () => (await shown()) !== before);
      return before;
    }

    const standing = (projectId: string) =>
      expect.poll(() => standingAnswers(app.db, projectId), { timeout: 30_000 });

    test("the setup link makes the owner's account", async ({ annotate }) => {
      await annotate(session.name);
      await page.open(app.setupLink);
      await page.fill("input[name=name]", "Ada Lovelace");
      await page.fill("input[type=email]", "ada@example.org");
      await page.fill("input[type=password]", password);
      await page.click("button", "Make the account");
      await page.see("Try it with sample data");
    });

    test("sample data is labeled by digit, letter and Space; undo and redo; a dialog keeps keys to itself", async () => {
      const { projectId } = await openBench();
      const labeled = [await act("1"), await act("s"), await act("Space")];
      await page.press("z");
      await showing(labeled[2]!);
      await page.press("Backspace");
      await showing(labeled[1]!);
      await page.press("Shift", "Z");
      await showing(labeled[2]!);
      await page.press("?");
      await page.see("While you type in a field");
      await page.press("2");
      await page.press("Escape");
      await waitFor("the dialog to close", () => page.run("return !document.querySelector('dialog[open]')"));
      await page.see("all saved");
      const expected = [
        [labeled[0], "World"],
        [labeled[1], "Sports"],
      ];
      await standing(projectId).toEqual(expected);
    });

    test("several classes are chosen by keys and sent by Enter", async () => {
      const arranged = await openBench({ project: { task: "multi" } });
      const pressed = "return document.querySelectorAll('button[aria-pressed=true]').length";
      await waitFor("the first to be chosen", async () => {
        if ((await page.run<number>(pressed)) === 0) await page.press("1");
        return (await page.run<number>(pressed)) === 1;
      });
      await page.press("b");
      await act("Enter");
      await page.see("all saved");
      const stored = await waitFor("the answer", async () => (await storedAnnotations(app.db, arranged))[0]);
      expect(new Set(stored.labelClassIds)).toEqual(new Set([arranged.classIds[0], arranged.classIds[2]]));
    });

    test("labels outlive a reload while the server takes none, and are sent after it", async () => {
      const { projectId } = await openBench();
      await page.runAsOwn(withoutAnnotations);
      const labeled = [await act("1"), await act("2")];
      await page.see("offline: 2 kept here");
      expect(await standingAnswers(app.db, projectId)).toEqual([]);
      await page.open(await page.run("return location.href"));
      await standing(projectId).toEqual([
        [labeled[0], "World"],
        [labeled[1], "Sports"],
      ]);
    });

    test("an image is there, is zoomed by a key and dragged", async () => {
      const { projectId, sampleIds } = await arrangeBench(app.db, { samples: 2 });
      const blobs = createFolderStore(join(app.dataDirectory, "blobs"));
      const size = { width: 1500, height: 1000 };
      const bytes = await sharp({ create: { ...size, channels: 3, background: "#08f" } })
        .jpeg()
        .toBuffer();
      const image = {
        text: null,
        imageBlob: await blobs.put(bytes),
        imageType: "image/jpeg" as const,
        ...size,
      };
      await app.db
        .update(samplePayloads)
        .set(image)
        .where(inArray(samplePayloads.sampleId, [...sampleIds]));
      await open(projectId, "/label");
      const place = () =>
        page.run<{ left: number; width: number } | null>(
          `const image = document.querySelector(arguments[0]);
          if (!image?.naturalWidth) return null;
          const { left, width } = image.getBoundingClientRect();
          return { left, width };`,
          `${sample} img`,
        );
      const fitted = await waitFor("the image", place);
      await page.press("+");
      await page.press("+");
      await waitFor("a larger image", async () => (await place())!.width > 2 * fitted.width);
      const before = (await place())!.left;
      await page.drag(sample, { x: -40, y: 0 });
      await waitFor(
        "the image to follow",
        async () => Math.round((await place())!.left) === Math.round(before - 40),
      );
    });

    test("a page of the grid is confirmed by a key, its exception by another", async () => {
      const arranged = await arrangeBench(app.db, { samples: 14, queued: 0 });
      const { projectId, sampleIds } = arranged;
      await arrangeCandidates(app.db, arranged, { 1: sampleIds });
      await open(projectId, "/grid");
      await page.see("Sample 0");
      await page.press("c");
      await page.press("1");
      await page.see("11 are “Sports”, 1 is not");
      await waitFor("Enter to be taken", async () => {
        await page.press("Enter");
        return (await page.text())?.includes("Sample 12");
      });
      await waitFor("twelve labels", async () => (await standingAnswers(app.db, projectId)).length === 12);
      const names = (await standingAnswers(app.db, projectId)).map(([, name]) => name);
      expect(names.filter((name) => name === "Sports")).toHaveLength(11);
    });

    test("what is searched for is found, marked and labeled", async () => {
      const { projectId } = await arrangeBench(app.db, { samples: 12, queued: 0 });
      await open(projectId, "/find");
      await page.fill("input[type=search]", "7");
      await waitFor("one mark", () => page.run("return document.querySelectorAll('mark').length === 1"));
      await page.press("Enter");
      await page.press("2");
      await standing(projectId).toEqual([["Sample 7", "Sports"]]);
    });

    test("the curve and the map are drawn", async () => {
      const project = await arrangeBench(app.db, { samples: 300 });
      const { projectId } = project;
      const blobs = createFolderStore(join(app.dataDirectory, "blobs"));
      const random = createRandom(4, "places");
      await arrangeMap({ db: app.db, blobs }, project, { placeOf: () => [random.normal(), random.normal()] });
      await open(projectId, "/map");
      await waitFor("points", () =>
        page.run(`const canvas = document.querySelector("canvas");
          if (!canvas?.width) return false;
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size > 2;`),
      );
      const progress = {
        projectId,
        labelClassIds: [...project.classIds],
        holdoutCount: 75,
        labels: [20, 50, 100, 150],
      };
      await arrangeProgress(app.db, { ...progress, outlook: { path: pathFrom(150) } });
      await open(projectId, "");
      await waitFor("the curve", () =>
        page.run("return document.querySelectorAll('[role=img] svg path').length > 1"),
      );
    });

    test("no page is wider than the window, nor broken", async () => {
      const { projectId } = await arrangeBench(app.db);
      for (const path of [
        "",
        "/quality",
        "/map",
        "/queue",
        "/costs",
        "/simulate",
        "/work",
        "/data",
        "/team",
        "/settings",
      ]) {
        await open(projectId, path);
        await waitFor(`${path} to be there`, () =>
          page.run("return document.querySelector('h1') && !document.querySelector('[aria-busy=true]')"),
        );
        const overflow = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        expect(await page.run(overflow), path).toBe(0);
      }
    });

    test("the language changes at once", async () => {
      await page.open(`${app.url}/projects`);
      // Only a page whose scripts have begun hears it.
      const choose = async () => {
        await page.runAsOwn(chooseGerman);
        return page.run("return document.documentElement.lang");
      };
      await expect.poll(choose, { interval: 3_000, timeout: 30_000 }).toBe("de");
      await page.see("Neues Projekt");
    });
  });
}
