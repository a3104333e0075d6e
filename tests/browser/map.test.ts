import { join } from "node:path";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countRequested } from "@/db/queries/requested-samples";
import { requestedSamples } from "@/db/schema/asked";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { createRandom } from "@/lib/learning/random";
import { createFolderStore } from "@/lib/storage/folder-store";
import { expectAccessible } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { setHoldoutShare } from "../use-cases/finding/arrange-finding";
import { arrangeMap } from "../use-cases/finding/arrange-map";
import { type ArrangedBench, arrangeBench, record } from "../use-cases/labeling/arrange";

describeInBrowser("the map of the pool", async () => {
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

  /** Three heaps, one a class; row i is of class i modulo 3, and the model knows. */
  async function arrange(
    samples: number,
    { withModel = true, holdoutShare = 0 } = {},
  ): Promise<ArrangedBench> {
    const project = await arrangeBench(app.db, { samples });
    await setHoldoutShare(app.db, project.projectId, holdoutShare);
    const random = createRandom(4, "places");
    const angle = (row: number) => ((row % 3) * 2 * Math.PI) / 3;
    await arrangeMap({ db: app.db, blobs: createFolderStore(join(app.dataDirectory, "blobs")) }, project, {
      placeOf: (row) => [
        4 * Math.cos(angle(row)) + random.normal(),
        4 * Math.sin(angle(row)) + random.normal(),
      ],
      ...(withModel && { predict: (row) => [row % 3, (row % 10) / 10] }),
    });
    return project;
  }

  const open = ({ projectId }: ArrangedBench) => page.goto(`${app.url}/projects/${projectId}/map`);
  const legendOf = (name: RegExp) => page.getByRole("list", { name: "Legend" }).getByRole("button", { name });

  async function label(project: ArrangedBench, rows: readonly number[]): Promise<void> {
    for (const row of rows) {
      const [sampleId, labelClassId] = [project.sampleIds[row]!, project.classIds[row % 3]!];
      await record(app.db, project, { action: "label", sampleId, labelClassId, seconds: 1 });
    }
  }

  test("is printed in light colours from a dark screen, and dark again afterwards", async () => {
    const project = await arrange(300);
    await page.emulateMedia({ colorScheme: "dark" });
    await open(project);
    await page.getByText("prediction", { exact: true }).first().click();
    await legendOf(/^B Sports 100$/).waitFor();
    const hasColor = (color: string) =>
      page.locator("canvas").evaluate((canvas: HTMLCanvasElement, wanted) => {
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) {
          if (`${data[i]} ${data[i + 1]} ${data[i + 2]}` === wanted) return true;
        }
        return false;
      }, color);
    // --class-0 of app/globals.css.
    const [light, dark] = ["45 96 158", "34 135 253"];
    await waitFor("dark points", () => hasColor(dark));
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    expect([await hasColor(light), await hasColor(dark)]).toEqual([true, false]);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await waitFor("dark points", () => hasColor(dark));
    await page.emulateMedia({ colorScheme: null });
  });

  test("colours by label, prediction, score and slot say how many there are of each, also of labels given meanwhile", async () => {
    const project = await arrange(300);
    await label(project, [0, 3, 1]);
    await open(project);
    await legendOf(/^A World 2$/).waitFor();
    await legendOf(/^unlabeled 297$/).waitFor();
    await page.getByText(/^3 of 300 samples are labeled\./).waitFor();
    await page.getByText("prediction", { exact: true }).first().click();
    await legendOf(/^B Sports 100$/).waitFor();
    await page.getByText(/^Model 3 takes 33\s% of 300 predicted samples for “World”/).waitFor();
    await page.getByText("score", { exact: true }).first().click();
    await legendOf(/^E 80–100\s% unsure \d+$/).waitFor();
    await page.getByText("slot", { exact: true }).first().click();
    await legendOf(/^A query 3$/).waitFor();
    await page.getByText("label", { exact: true }).first().click();
    await label(project, [6]);
    await legendOf(/^A World 3$/).waitFor();
  });

  test("on paper it has its legend, and no words about keys and pointers", async () => {
    await open(await arrange(300));
    await legendOf(/^unlabeled/).waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await legendOf(/^unlabeled/).isVisible()).toBe(true);
    expect(await page.getByText(/Drag or arrow keys move/).isVisible()).toBe(false);
    await page.emulateMedia({ media: null });
  });

  test("points are chosen by keys alone and asked for next; the next sample on the bench is one of them", async () => {
    const project = await arrange(60, { holdoutShare: 0.3 });
    await open(project);
    await page.getByText("prediction", { exact: true }).first().click();
    const choose = page.getByRole("button", { name: "Choose: Business" });
    await choose.focus();
    await page.keyboard.press("Enter");
    const business = project.sampleIds.filter((_, row) => row % 3 === 2 && !isHoldout(1, row, 0.3));
    await page
      .getByText(`${business.length} points are chosen, ${business.length} of them unlabeled.`)
      .waitFor();
    await page.getByRole("button", { name: "Choose all in view" }).press("Enter");
    await page.getByText("60 points are chosen").waitFor();
    await page.getByRole("button", { name: "Choose none" }).press("Enter");
    await page.getByText("No point is chosen.").waitFor();
    await choose.press("Enter");
    await page.getByRole("button", { name: `Ask for ${business.length} next` }).press("Enter");
    await page.getByText(`${business.length} are asked for next.`).waitFor();
    await page.getByText(`${business.length} samples that were asked for wait for labels`).waitFor();
    const asked = await app.db
      .select()
      .from(requestedSamples)
      .where(eq(requestedSamples.projectId, project.projectId));
    expect(asked.map(({ sampleId }) => sampleId).sort()).toEqual([...business].sort());

    await page.goto(`${app.url}/projects/${project.projectId}/label`);
    const first = project.sampleIds.indexOf(business[0]!);
    await page.getByText(`Sample ${first}`, { exact: true }).first().waitFor();
  });

  test("what is chosen of the holdout is told and not asked for, and what waits is labeled together or cleared", async () => {
    const project = await arrange(60, { holdoutShare: 0.3 });
    const held = project.sampleIds.filter((_, row) => isHoldout(1, row, 0.3)).length;
    await open(project);
    await page.getByRole("button", { name: "Choose all in view" }).click();
    await page.getByRole("button", { name: "Ask for 60 next" }).click();
    await page.getByText(`${held} of 60 belong to the holdout and are not asked for.`).waitFor();
    await page.getByRole("link", { name: "Label them together" }).click();
    await page.getByRole("radio", { name: "Asked for" }).waitFor();
    expect(await page.getByRole("radio", { name: "Asked for" }).isChecked()).toBe(true);
    const free = project.sampleIds.findIndex((_, row) => !isHoldout(1, row, 0.3));
    await page.getByText(`Sample ${free}`, { exact: true }).first().waitFor();
    await open(project);
    await page.getByRole("button", { name: "Ask for none of them" }).click();
    await waitFor("nothing to wait", async () => (await countRequested(app.db, project.projectId)) === 0);
    await page.getByText("samples that were asked for wait").waitFor({ state: "detached" });
  });

  test("a line drawn around a heap chooses it, and its samples are in the table", async () => {
    const project = await arrange(300);
    await open(project);
    await page.getByText("chooses", { exact: true }).click();
    const map = page.getByRole("application");
    const { x, y, width, height } = (await map.boundingBox())!;
    // The heap of the first class is the right one.
    const corners = [
      [0.5, 0.1],
      [0.9, 0.1],
      [0.9, 0.95],
      [0.62, 0.95],
    ] as const;
    await page.mouse.move(x + 0.62 * width, y + 0.1 * height);
    await page.mouse.down();
    for (const [right, below] of corners) {
      await page.mouse.move(x + right * width, y + below * height, { steps: 4 });
    }
    await page.mouse.up();
    const chosen = await page.getByText(/^\d+ points are chosen/).textContent();
    const count = Number(/^\d+/.exec(chosen!)![0]);
    expect(count).toBeGreaterThan(60);
    expect(count).toBeLessThan(200);
    await page.getByRole("heading", { name: `${count} chosen samples` }).waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: `CSV: ${count} chosen samples` }).click();
    const stream = await (await downloading).createReadStream();
    let csv = "";
    for await (const chunk of stream) csv += chunk;
    expect(csv.trim().split("\r\n")).toHaveLength(count + 1);
    expect(csv.split("\r\n")[0]).toBe("sample,label,prediction,uncertainty,slot,x,y");
  });

  test("arrow keys bring a point to the middle, where it is shown and chosen by Enter", async () => {
    const project = await arrange(300);
    await open(project);
    await page.getByText(/^0 of 300 samples are labeled/).waitFor();
    const tools = page.getByRole("group", { name: "A drag" });
    await tools.getByRole("button", { name: "chooses" }).focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("+");
    for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowLeft");
    await page.getByRole("heading", { name: /^Sample \d+$/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("1 point is chosen, 1 unlabeled.").waitFor();
    const sample = (await page.getByRole("heading", { name: /^Sample \d+$/ }).textContent())!;
    const row = project.sampleIds.indexOf(Number(/\d+/.exec(sample)![0]));
    await page.getByText(`Sample ${row}`, { exact: true }).first().waitFor();
  });

  test("where samples may have several classes, they are drawn together and one class at a time", async () => {
    const project = await arrangeBench(app.db, { samples: 60, project: { task: "multi" } });
    const sets = [[0], [0, 1], []];
    await arrangeMap({ db: app.db, blobs: createFolderStore(join(app.dataDirectory, "blobs")) }, project, {
      placeOf: (row) => [row % 8, Math.floor(row / 8)],
      predictSet: (row) => [sets[row % 3]!, row % 3 === 1 ? 0.4 : 0.9],
    });
    for (const [row, positions] of [[0], [0, 1], [1, 2]].entries()) {
      const labelClassIds = positions.map((position) => project.classIds[position]!);
      const sampleId = project.sampleIds[row]!;
      await record(app.db, project, { action: "label-set", sampleId, labelClassIds, seconds: 1 });
    }
    await open(project);
    await legendOf(/^A World alone 1$/).waitFor();
    await legendOf(/^B several classes 2$/).waitFor();
    await page.getByText("prediction", { exact: true }).first().click();
    await legendOf(/^C none of the classes 20$/).waitFor();
    await page
      .getByText(/^Model 3 gives “World” to 67\s% of 60 predicted samples.*differs from 1 of 3/)
      .waitFor();
    await page.getByLabel("Class", { exact: true }).selectOption("Sports");
    await legendOf(/^A Sports 20$/).waitFor();
    await legendOf(/^B not Sports 40$/).waitFor();
    await page.getByText(/^Model 3 gives “Sports” to 20 of 60 predicted samples/).waitFor();
    await page.getByText("score", { exact: true }).first().click();
    await page.getByText(/^The model is unsure about 20 of 60 .* less than 75 % sure/).waitFor();
    expect(await page.getByLabel("Class", { exact: true }).count()).toBe(0);
    await page.getByText("label", { exact: true }).first().click();
    await page.getByText(/^“Sports” was given to 2 of 3 labeled samples/).waitFor();
    await page.getByRole("button", { name: "Choose: Sports" }).click();
    await page.getByRole("cell", { name: "World, Sports" }).first().waitFor();
  });

  test("without a model prediction and score cannot be chosen, and it says why; without a map, too", async () => {
    const project = await arrange(30, { withModel: false });
    await open(project);
    await page.getByText("Predictions and scores can be shown once there is a model.").waitFor();
    expect(await page.getByRole("button", { name: "score", exact: true }).isDisabled()).toBe(true);
    const unencoded = await arrangeBench(app.db);
    await open(unencoded);
    await page.getByText("The pool is being encoded").waitFor();
  });

  test("the page is accessible, with points chosen and some waiting", async () => {
    const project = await arrange(120);
    await label(project, [0, 1, 2, 3, 4, 5]);
    await expectAccessible(page, app.url, {
      path: () => `/projects/${project.projectId}/map`,
      ready: "canvas",
      arrange: async () => {
        await page.locator("[role=group] ~ button").click();
        await page.locator("tbody tr").nth(10).waitFor();
      },
    });
  });
});
