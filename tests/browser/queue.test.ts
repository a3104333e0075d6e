import { eq, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { users } from "@/db/schema/accounts";
import { queues } from "@/db/schema/labeling";
import { memberships, projects } from "@/db/schema/projects";
import { expectAccessible, fewViews } from "../setup/accessible";
import { signUpOwner } from "../setup/accounts";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { type ArrangedBench, arrangeBench, arrangeMember, record, take } from "../use-cases/labeling/arrange";

describeInBrowser("the page about queue and rounds", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  /** Four models and a round that failed; a queue in which every slot waits, one sample is flagged and some are held. */
  async function arrangeQueue(): Promise<ArrangedBench> {
    const project = await arrangeBench(app.db, { samples: 30 });
    const { projectId, classIds, sampleIds } = project;
    const encodingId = await arrangeEncoding(app.db, projectId);
    const chosen = { reason: "50 % linear + 50 % graph: held-out log loss 0.42" };
    const model = {
      projectId,
      encodingId,
      labelClassIds: [...classIds],
      correct: 54,
      holdoutCount: 64,
      chosen,
    };
    for (const number of [1, 2, 3, 4]) await arrangeModel(app.db, { number, ...model });
    await app.db.execute(sql`
      update rounds set stages = '{"choose": 120, "fit": 1430, "total": 1600}'
      where project_id = ${projectId} and state = 'published'`);
    await record(app.db, project, { action: "flag", sampleId: sampleIds[0]!, seconds: 1, note: "torn" });
    await take(app.db, project, 2, { as: await arrangeMember(app.db, projectId, "annotator") });
    // The worker could train nothing on an encoding that is only arranged: no round is to begin.
    await app.db.execute(sql`
      delete from graphile_worker._private_jobs where payload ->> 'projectId' = ${projectId}`);
    await app.db.execute(sql`
      insert into rounds (id, project_id, number, state, cause, worker_id, error, finished_at)
      values (gen_random_uuid(), ${projectId}, 5, 'failed', 'labels', 'arranged', 'The disk is full.', now())`);
    await app.db.execute(sql`
      update queue_entries set strategy = 'facility-location', score = 0.4213, propensity = 1,
        slot = case when rank % 2 = 0 then 'query' else 'holdout' end,
        suggested_class_ids = array[${classIds[1]!}::uuid], suggested_probabilities = '{0.62}',
        model_version_id = (select id from model_versions where project_id = ${projectId} and number = 4)
      where project_id = ${projectId}`);
    return project;
  }

  async function open(projectId: string): Promise<void> {
    await page.goto(`${app.url}/projects/${projectId}/queue`);
    await page.getByRole("region", { name: "Next samples, and why" }).waitFor();
  }

  async function stored(projectId: string) {
    const [project] = await app.db.select().from(projects).where(eq(projects.id, projectId));
    return project!;
  }

  test("of what the queue is made and how long samples wait stand there as tables, sentences and files", async () => {
    const { projectId } = await arrangeQueue();
    await open(projectId);
    const mix = page.getByRole("region", { name: /^Entries of the live queue by slot/ });
    await mix.getByRole("row", { name: /^query Uncertain and standing for others 15 0 \d+ \d+$/ }).waitFor();
    await page
      .getByText(/^“Uncertain and standing for others” \(\w+\) brought 50\s% of the 30 entries; none has/)
      .waitFor();
    const csv = await page
      .getByRole("link", { name: "csv: What the live queue is made of" })
      .getAttribute("href");
    expect(decodeURIComponent(csv!)).toContain("query,facility-location,15,0,");
    await page
      .getByRole("region", { name: "How long samples wait" })
      .getByRole("row", { name: /^handed out, for the answer 2/ })
      .waitFor();
    await page.getByText(/^Longest waits what is/).waitFor();
    await page.getByRole("link", { name: "csv: How long samples wait" }).waitFor();
  });

  test("each next sample says why it was chosen and what the model takes it for, but not of the holdout", async () => {
    const { projectId } = await arrangeQueue();
    await open(projectId);
    const samples = page.getByRole("region", { name: "Next samples, and why" }).getByRole("listitem");
    const [query] = await samples.filter({ hasText: "Sample 2" }).allTextContents();
    expect(query).toMatch(/query · Uncertain and standing for others/);
    expect(query).toMatch(/Chosen for its score of 0\.421.*Model 4 takes it for “Sports” \(62\s%\)/);
    const [holdout] = await samples.filter({ hasText: "Sample 3" }).allTextContents();
    expect(holdout).toMatch(/holdout.*guess stays hidden/);
    expect(holdout).not.toMatch(/Sports/);
    await page
      .getByText("Asks about uncertain samples that stand for other uncertain ones")
      .first()
      .waitFor();
    expect(await samples.filter({ hasText: "held now" }).count()).toBe(2);
  });

  test("flagged samples lead to the settings, and rounds say their cause, stages, learner and error", async () => {
    const { projectId } = await arrangeQueue();
    await open(projectId);
    const roundRows = page
      .getByRole("region", { name: "Rounds, newest first" })
      .locator("tbody")
      .getByRole("row");
    expect(await roundRows.nth(0).textContent()).toMatch(/^5new labels · failed.*none trained/);
    expect(await roundRows.nth(1).textContent()).toBe("The disk is full.");
    expect(await roundRows.nth(2).textContent()).toMatch(/^4new labels.*0\.5\ss.*4 · Mix20$/);
    expect(await roundRows.nth(3).textContent()).toMatch(
      /^Learner chosen: 50\s% linear \+ 50\s% graph: held-out log loss 0\.42train 1\.4\ss · choose 120\sms$/,
    );
    await page.getByText(/^Failed .* ago: training and ranking the pool\. The disk is full\./).waitFor();
    await page.getByRole("link", { name: "1, see them" }).click();
    await page.waitForURL(`${app.url}/projects/${projectId}/settings#flags`);
    await page.getByText("torn").waitFor();
  });

  test("a strategy and its quotas are saved together; what cannot be is said at its field and not sent", async () => {
    const { projectId } = await arrangeQueue();
    await open(projectId);
    await page.getByLabel("Query strategy").selectOption("Smallest margin");
    await page.getByText("Asks where the two likeliest classes are closest to each other.").waitFor();
    await page.getByLabel("Random arm, %").fill("70");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Give a number from 0 to 50.").waitFor();
    expect(await stored(projectId)).toMatchObject({ strategy: "auto" });
    await page.getByLabel("Random arm, %").fill("12.5");
    await page.getByLabel("How holdout samples are drawn").selectOption("Where mistakes are likelier");
    await page.getByLabel("Labels per round").fill("8");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").getByText("Saved").waitFor();
    expect(await stored(projectId)).toMatchObject({
      strategy: "margin",
      exploreShare: 0.125,
      holdoutQuota: 0.25,
      holdoutSampling: "active",
      labelsPerRound: 8,
    });
  });

  test("a model that cannot rank the pool any more is refused in the question itself, and nothing changes", async () => {
    const { projectId } = await arrangeQueue();
    await open(projectId);
    await page
      .getByLabel("Go back to another model")
      .selectOption({ label: "Model 2, 14 labels: 84.4\u00a0% of 64 right" });
    await page.getByRole("button", { name: "Roll back" }).click();
    const dialog = page.getByRole("dialog", { name: "Roll back to model 2?" });
    await dialog.getByText(/^No new model is trained; model 2 ranks the pool/).waitFor();
    await dialog.getByRole("button", { name: "Roll back to model 2" }).click();
    await dialog
      .getByRole("alert")
      .getByText(/Model 2 cannot rank the pool any more/)
      .waitFor();
    expect((await stored(projectId)).pinnedModelVersionId).toBeNull();
  });

  test("a round that could not be asked for is said beside the button", async () => {
    const { projectId } = await arrangeQueue();
    await open(projectId);
    const error = { code: "too_busy", message: "The server is busy.", retryable: true };
    await page.route("**/rounds", (route) => route.fulfill({ status: 503, json: { error } }));
    await page.getByRole("button", { name: "Train now" }).click();
    await page.getByRole("alert").getByText("The server is busy.").waitFor();
    await page.unroute("**/rounds");
    await page.getByRole("button", { name: "Train now" }).click();
    await page.getByText("A round is asked for; the new queue follows by itself.").waitFor();
    expect(await page.getByRole("alert").getByText("The server is busy.").count()).toBe(0);
  });

  test("whoever may look but not steer sees all but the steps", async () => {
    const { projectId } = await arrangeQueue();
    const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
    await app.db.update(users).set({ serverRole: "member" }).where(eq(users.id, owner!.id));
    await app.db.insert(memberships).values({ projectId, userId: owner!.id, role: "engineer" });
    await open(projectId);
    await page.getByText("Model 4. Each round trains a new one.").waitFor();
    for (const name of ["Train now", "Freeze at model 4", "Roll back", "Save"]) {
      expect(await page.getByRole("button", { name }).count(), name).toBe(0);
    }
    await app.db.update(users).set({ serverRole: "owner" }).where(eq(users.id, owner!.id));
  });

  test("without samples it leads to where they come from, and without a queue it says that one follows", async () => {
    const emptyId = await page.evaluate(async () => {
      const body = JSON.stringify({ name: "Nothing yet", modality: "text" });
      const headers = { "content-type": "application/json" };
      const response = await fetch("/api/v1/projects", { method: "POST", headers, body });
      return ((await response.json()) as { id: string }).id;
    });
    await page.goto(`${app.url}/projects/${emptyId}/queue`);
    await page.getByRole("link", { name: "Import samples" }).waitFor();
    const fresh = await arrangeBench(app.db, { samples: 3 });
    await app.db.delete(queues).where(eq(queues.projectId, fresh.projectId));
    await page.goto(`${app.url}/projects/${fresh.projectId}/queue`);
    await page.getByRole("heading", { level: 1, name: "The queue is not ranked yet." }).waitFor();
    await page.getByText("None yet. The first begins once samples are there.").waitFor();
  });

  test("it can be read by everybody, from either side, light and dark, narrow and wide", async () => {
    const { projectId } = await arrangeQueue();
    const path = () => `/projects/${projectId}/queue`;
    await expectAccessible(page, app.url, { path, ready: "main ol li", views: fewViews });
    const ask = async () => {
      await page.locator("main section > p + div > button").first().click();
      await page.locator("dialog[open]").waitFor();
    };
    await expectAccessible(page, app.url, { path, ready: "main ol li", arrange: ask, views: fewViews });
  });
});
