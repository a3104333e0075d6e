import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Browser, Page, Request } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { expectAccessible } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench, arrangeMember, record } from "../use-cases/labeling/arrange";

describeInBrowser("the page about agreement", async () => {
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

  /** So many samples that two people labeled, on the last three of which they disagree. */
  async function arrangeOpinions(samples: number): Promise<ArrangedBench> {
    const project = await arrangeBench(app.db, { samples, queued: 0 });
    const second = await arrangeMember(app.db, project.projectId, "annotator");
    await app.db.update(users).set({ name: "Grace" }).where(eq(users.id, second));
    for (let row = 0; row < samples; row++) {
      const said = { action: "label", sampleId: project.sampleIds[row]!, seconds: 2 } as const;
      const place = row % 2;
      await record(app.db, project, { ...said, labelClassId: project.classIds[place]! });
      const other = row < samples - 3 ? place : 2;
      await record(app.db, project, { ...said, labelClassId: project.classIds[other]! }, { as: second });
    }
    return project;
  }

  const open = ({ projectId }: ArrangedBench) => page.goto(`${app.url}/projects/${projectId}/agreement`);

  /** What leads said of disagreements, oldest first: the class of each that stands. */
  async function settled({ projectId }: ArrangedBench): Promise<string[]> {
    const { rows } = await app.db.execute<{ name: string }>(sql`
      select c.name from annotations a join label_classes c on c.id = a.label_class_id
      where a.project_id = ${projectId} and a.screen = 'review'
        and not exists (select from annotations u where u.undoes = a.id) order by a.sequence`);
    return rows.map(({ name }) => name);
  }

  test("before anybody labels twice it says how to begin, and a lead asks for second opinions right there", async () => {
    const project = await arrangeBench(app.db, { samples: 2, queued: 0 });
    await open(project);
    await page.getByRole("heading", { name: "No sample has been labeled by two people yet." }).waitFor();
    await page.getByLabel("A second person labels").selectOption("10 % of the samples");
    await waitFor("the share to be stored", async () => {
      const { rows } = await app.db.execute<{ share: number }>(sql`
        select second_opinion_share as share from projects where id = ${project.projectId}`);
      return Math.abs(rows[0]!.share - 0.1) < 1e-6;
    });
  });

  test("a lead settles each disagreement with one key, takes it back with one, and the answers stay", async () => {
    const project = await arrangeOpinions(24);
    await open(project);
    await page.getByRole("heading", { name: "People agree in part" }).waitFor();
    await page.getByRole("heading", { name: "3 open disagreements" }).waitFor();
    await page.getByText("Sample 23", { exact: true }).click();
    await page.keyboard.press("2");
    await page.getByRole("heading", { name: "2 open disagreements" }).waitFor();
    await page.keyboard.press("1");
    await page.getByRole("heading", { name: "1 open disagreement" }).waitFor();
    await waitFor("both to be stored", async () => (await settled(project)).length === 2);
    await page.keyboard.press("z");
    await page.getByText("Sample 22", { exact: true }).waitFor();
    await waitFor("the undo to be stored", async () => (await settled(project)).length === 1);
    expect(await settled(project)).toEqual(["Business"]);
    await page.getByRole("button", { name: "World Ada" }).first().click();
    await page.getByLabel("Another class …").selectOption("World");
    await page.getByText("or a lead has settled it").waitFor();
    await waitFor("all to be stored", async () => (await settled(project)).length === 3);
    await page.reload();
    await page.getByText("or a lead has settled it").waitFor();
    const { rows } = await app.db.execute<{ count: number }>(sql`
      select count(*)::int as count from annotations where project_id = ${project.projectId} and action = 'label' and screen = 'single'`);
    expect(rows[0]!.count).toBe(48);
  });

  test("keys stay with the row that has the focus while others come above it, and go back to what was taken back", async () => {
    const project = await arrangeOpinions(24);
    await open(project);
    const row = (place: number) => page.getByRole("listitem").filter({ hasText: `Sample ${place}` });
    const hasFocus = (place: number) =>
      waitFor(`sample ${place} to have the focus`, async () =>
        row(place).evaluate((element) => element === document.activeElement),
      );
    await page.getByText("Sample 23", { exact: true }).click();
    await hasFocus(23);
    // Somebody changes their mind about another sample: the newest disagreement comes first.
    const said = { action: "label", sampleId: project.sampleIds[0]!, seconds: 2 } as const;
    await record(app.db, project, { ...said, labelClassId: project.classIds[1]!, screen: "history" });
    await page.getByRole("heading", { name: "4 open disagreements" }).waitFor();
    await hasFocus(23);
    await page.keyboard.press("2");
    await waitFor("it to be settled", async () => (await settled(project)).length === 1);
    expect(await row(23).count()).toBe(0);
    await hasFocus(22);
    await page.keyboard.press("z");
    await hasFocus(23);
    for (let left = 4; left > 0; left--) {
      await page.keyboard.press("1");
      await page.getByRole("heading", { name: left > 1 ? `${left - 1} open` : "Disagreements" }).waitFor();
    }
    // Nothing is left: the focus is where the last word can be taken back, and the key is heard there.
    await page.keyboard.press("z");
    await page.getByRole("heading", { name: "1 open disagreement" }).waitFor();
    await waitFor("all but one to be stored", async () => (await settled(project)).length === 3);
  });

  test("of many disagreements the newest are listed, and it says so", async () => {
    const project = await arrangeBench(app.db, { samples: 23, queued: 0 });
    const second = await arrangeMember(app.db, project.projectId, "annotator");
    for (const sampleId of project.sampleIds) {
      const said = { action: "label", sampleId, seconds: 2 } as const;
      await record(app.db, project, { ...said, labelClassId: project.classIds[0]! });
      await record(app.db, project, { ...said, labelClassId: project.classIds[1]! }, { as: second });
    }
    await open(project);
    await page.getByRole("heading", { name: "23 open disagreements" }).waitFor();
    await page.getByText("The newest 20 are listed; the others follow as these are settled.").waitFor();
    expect(await page.locator("[data-row]").count()).toBe(20);
  });

  test("people are told by pair, class and person, with names or without", async () => {
    const project = await arrangeOpinions(24);
    await open(project);
    const pairs = page.getByRole("region", { name: "By pair" });
    await pairs.getByText("Ada and Grace").waitFor();
    expect(await pairs.getByRole("row").nth(1).innerText()).toMatch(
      /0\.7\d\s+0\.\d\d to 0\.9\d\s+87\.5\s%\s+24/,
    );
    await page.getByLabel("hide names").check();
    await pairs.getByText("Annotator 1 and Annotator 2").waitFor();
    expect(await page.getByText("Grace").count()).toBe(0);
    await page.getByText("People agree least on “Business”", { exact: false }).waitFor();
  });

  test("a lead chooses how much is gold, and reads who answers it right how often, in the card and by person", async () => {
    const project = await arrangeBench(app.db, { samples: 12, queued: 0 });
    await open(project);
    await page.getByText("No gold yet: a lead makes it from labels of their own in My work").waitFor();
    expect(await page.getByRole("link", { name: "My work" }).last().getAttribute("href")).toBe(
      `/projects/${project.projectId}/work`,
    );
    await page.getByLabel("Gold in the queue").selectOption("5 % of the samples");
    await waitFor("the share to be stored", async () => {
      const { rows } = await app.db.execute<{ share: number }>(sql`
        select gold_share as share from projects where id = ${project.projectId}`);
      return Math.abs(rows[0]!.share - 0.05) < 1e-6;
    });
    const lead = await arrangeMember(app.db, project.projectId, "lead");
    const grace = await arrangeMember(app.db, project.projectId, "annotator");
    await app.db.update(users).set({ name: "Grace" }).where(eq(users.id, grace));
    for (const [row, sampleId] of project.sampleIds.entries()) {
      const said = { action: "label", sampleId, labelClassId: project.classIds[0]!, seconds: 2 } as const;
      await record(app.db, project, said);
      await record(app.db, project, { ...said, screen: "review" }, { as: lead });
      const labelClassId = project.classIds[row < 9 ? 0 : 1]!;
      await record(app.db, project, { ...said, labelClassId }, { as: grace });
    }
    await page.getByText("Grace answers 75 % of gold right (95 % interval 47 % to 91 %).").waitFor();
    const people = page.getByRole("region", { name: "By person" });
    await people.getByRole("columnheader", { name: "gold accuracy" }).waitFor();
    // The lead said nothing but what is right.
    expect(await people.getByRole("row").count()).toBe(3);
    const cells = await people
      .getByRole("row")
      .filter({ hasText: "Grace" })
      .getByRole("cell")
      .allInnerTexts();
    expect(cells[4]).toMatch(/^75\.0\s%\s+47\s% to 91\s%$/);
    expect((await people.getByRole("row").nth(1).getByRole("cell").allInnerTexts())[4]).toBe("–");
    // Nobody disagrees: what is said of gold is compared with the lead's word alone.
    await page.getByRole("heading", { name: "No sample has been labeled by two people yet." }).waitFor();
  });

  test("labels that did not last are told by themselves, over time and from class to class", async () => {
    const project = await arrangeBench(app.db, { samples: 8, queued: 0 });
    const said = { action: "label", seconds: 2 } as const;
    const [world, sports] = project.classIds;
    for (const sampleId of project.sampleIds)
      await record(app.db, project, { ...said, sampleId, labelClassId: world! });
    await open(project);
    await page.getByText("All 8 labels given so far stand as given.").waitFor();
    await page.getByText("No label was changed").waitFor();
    for (const sampleId of project.sampleIds.slice(0, 3)) {
      await record(app.db, project, {
        ...said,
        sampleId,
        labelClassId: sports!,
        seconds: 0,
        screen: "history",
      });
    }
    const undone = randomUUID();
    const last = project.sampleIds[7]!;
    await record(
      app.db,
      project,
      { ...said, sampleId: last, labelClassId: sports!, seconds: 0, screen: "history" },
      { id: undone },
    );
    await record(app.db, project, { action: "undo", undoes: undone });
    await page
      .getByText("5 labels did not last, 62.5 for each 100 given: 5 changed, 0 taken back, 0 overruled.")
      .waitFor();
    await page
      .getByRole("img", { name: /^Labels that were changed, taken back or overruled over time/ })
      .waitFor();
    const pairs = page.getByRole("region", { name: "What became what" });
    expect(await pairs.getByRole("row").allInnerTexts()).toEqual([
      expect.stringMatching(/^from\s+to\s+labels$/),
      expect.stringMatching(/^World\s+Sports\s+4$/),
      expect.stringMatching(/^Sports\s+World\s+1$/),
    ]);
    const changes = page.locator("section", {
      has: page.getByRole("heading", { name: "Label changes", exact: true }),
    });
    await changes.last().getByRole("button", { name: "table" }).click();
    await changes.last().getByRole("button", { name: "day" }).click();
    await page
      .getByRole("region", { name: "Label changes" })
      .getByRole("row", { name: /8\s+5\s+0\s+0$/ })
      .waitFor();
  });

  test("label changes are looked at by the clock, however many events there are", async () => {
    const project = await arrangeBench(app.db, { samples: 8, queued: 0 });
    const [world, sports] = project.classIds;
    const said = { action: "label", seconds: 2 } as const;
    const looks = { agreement: 0, "label-changes": 0 };
    const count = (request: Request) => {
      const name = new URL(request.url()).pathname.split("/").at(-1)!;
      if (name === "agreement" || name === "label-changes") looks[name]++;
    };
    await record(app.db, project, { ...said, sampleId: project.sampleIds[0]!, labelClassId: world! });
    await open(project);
    await page.getByText("The 1 label given so far stands as given.").waitFor();
    page.on("request", count);
    const since = performance.now();
    let changes = 0;
    while (looks.agreement < 8) {
      const asked = looks.agreement;
      const labelClassId = [sports!, world!][changes++ % 2]!;
      const changed = { sampleId: project.sampleIds[0]!, labelClassId, screen: "history" } as const;
      await record(app.db, project, { ...said, ...changed, seconds: 0 });
      await waitFor("the page to look again", () => looks.agreement > asked);
    }
    expect(looks["label-changes"]).toBeLessThanOrEqual(1 + (performance.now() - since) / 4_000);
    await page.getByText(`${changes} labels did not last`).waitFor({ timeout: 5_000 });
    page.off("request", count);
  });

  test("is accessible in every theme, width and direction", async () => {
    const project = await arrangeOpinions(24);
    const { projectId, sampleIds, classIds } = project;
    const said = { action: "label", sampleId: sampleIds[0]!, seconds: 2, screen: "history" } as const;
    await record(app.db, project, { ...said, labelClassId: classIds[2]! });
    await expectAccessible(page, app.url, {
      path: () => `/projects/${projectId}/agreement`,
      ready: "main table",
    });
  }, 120_000);
});
