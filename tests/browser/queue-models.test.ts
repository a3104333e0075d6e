import { desc, eq, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projects } from "@/db/schema/projects";
import { modelVersions, rounds } from "@/db/schema/rounds";
import { enqueue } from "@/lib/jobs/enqueue";
import { isHoldout } from "@/lib/learning/evaluation/holdout";
import { signUpOwner } from "../setup/accounts";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../setup/arrange-project";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";

const topics = [
  ["match goal striker league team", "bank rate inflation market shares"],
  ["coach season defender cup win", "profit trade export price bond"],
];

describeInBrowser("holding on to a model, and training again", async () => {
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

  /** Row parity is the class. */
  async function label(project: ArrangedProject, from: number, to: number): Promise<void> {
    const rows = Array.from({ length: to - from }, (_, i) => from + i);
    const slotOf = (row: number) => (isHoldout(1, row, 0.25) ? ("holdout" as const) : ("query" as const));
    await arrangeLabels(
      app.db,
      project,
      rows.map((row) => ({ row, classIndex: row % 2, slot: slotOf(row) })),
    );
  }

  const modelsOf = (projectId: string) =>
    app.db
      .select()
      .from(modelVersions)
      .where(eq(modelVersions.projectId, projectId))
      .orderBy(desc(modelVersions.number));

  const roundsOf = (projectId: string) =>
    app.db.select().from(rounds).where(eq(rounds.projectId, projectId)).orderBy(desc(rounds.number));

  /** Waits until the worker has nothing more to do for the project. */
  async function rest(projectId: string): Promise<void> {
    await waitFor("the worker to rest", async () => {
      const { rows } = await app.db.execute(sql`
        select from graphile_worker._private_jobs where payload ->> 'projectId' = ${projectId}`);
      return rows.length === 0;
    });
  }

  /** A project that the real worker has encoded and trained one model of. */
  async function arrangeTrained(): Promise<ArrangedProject> {
    const texts = Array.from({ length: 60 }, (_, row) => `${topics[(row >> 1) % 2]![row % 2]} ${row}`);
    const project = await arrangeProject(app.db, texts, { classNames: ["sport", "money"] });
    const { projectId } = project;
    await label(project, 0, 16);
    await enqueue(app.db, "encode", { projectId });
    await waitFor("the first model", async () => (await modelsOf(projectId))[0]);
    await rest(projectId);
    return project;
  }

  test("train now trains, freezing holds on to a model, rolling back to another, and rounds train again", async () => {
    const project = await arrangeTrained();
    const { projectId } = project;
    await label(project, 16, 30);
    await page.goto(`${app.url}/projects/${projectId}/queue`);
    const [before] = await modelsOf(projectId);
    await page.getByRole("button", { name: "Train now" }).click();
    const asked = await waitFor("the round that was asked for", async () =>
      (await roundsOf(projectId)).find(({ cause, state }) => cause === "requested" && state === "published"),
    );
    await rest(projectId);
    const [newer] = await modelsOf(projectId);
    if (newer === undefined || newer.number === before!.number) throw new Error("Nothing was trained.");
    expect(asked.number).toBeGreaterThan(1);

    await page.getByRole("button", { name: `Freeze at model ${newer.number}` }).click();
    const freeze = page.getByRole("dialog", { name: `Freeze at model ${newer.number}?` });
    await freeze.getByRole("button", { name: `Freeze at model ${newer.number}` }).click();
    await page
      .getByRole("heading", { level: 1, name: `Frozen: model ${newer.number} ranks the pool` })
      .waitFor();
    expect((await stored(projectId)).pinnedModelVersionId).toBe(newer.id);
    await waitFor("a round that trained nothing", async () => {
      const [newest] = await roundsOf(projectId);
      return newest!.state === "published" && newest!.id !== newer.roundId;
    });
    expect((await modelsOf(projectId))[0]!.number).toBe(newer.number);

    await page.getByLabel("Go back to another model").selectOption(String(before!.number));
    await page.getByRole("button", { name: "Roll back" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: `Roll back to model ${before!.number}` })
      .click();
    await page
      .getByRole("heading", { level: 1, name: `Frozen: model ${before!.number} ranks the pool` })
      .waitFor();
    expect((await stored(projectId)).pinnedModelVersionId).toBe(before!.id);

    await page.getByRole("button", { name: "Train new models again" }).click();
    await page.getByText("Each round trains a new one.").waitFor();
    expect((await stored(projectId)).pinnedModelVersionId).toBeNull();
    await waitFor("a new model", async () => (await modelsOf(projectId))[0]!.number > newer.number);
  });

  async function stored(projectId: string) {
    const [project] = await app.db.select().from(projects).where(eq(projects.id, projectId));
    return project!;
  }
});
