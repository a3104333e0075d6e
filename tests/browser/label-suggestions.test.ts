import { eq, sql } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { queueEntries } from "@/db/schema/labeling";
import type { SuggestionMode } from "@/lib/contracts/labeling";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench, publish, storedAnnotations } from "../use-cases/labeling/arrange";

describeInBrowser("what the model says on the label screen", async () => {
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

  /** A bench whose model takes every sample for "Business" (3) by 75 %; the first one measures the model. */
  async function openBench(suggestions: SuggestionMode, firstIsHoldout = false) {
    const arranged = await arrangeBench(app.db, { samples: 6, queued: 0, project: { suggestions } });
    await publish(app.db, arranged.projectId, arranged.sampleIds, {
      slot: "query",
      suggestedClassIds: [arranged.classIds[2]!],
      suggestedProbabilities: [0.75],
    });
    if (firstIsHoldout) {
      await app.db
        .update(queueEntries)
        .set({ slot: "holdout" })
        .where(eq(queueEntries.sampleId, arranged.sampleIds[0]!));
    }
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    /** What was stored, in order: the answer's key, what was suggested, and whether that was seen. */
    const stored = async () => {
      await screen.saved();
      return (await storedAnnotations(app.db, arranged)).map((row) => [
        arranged.classIds.indexOf(row.labelClassId!) + 1,
        row.suggestedClassIds && arranged.classIds.indexOf(row.suggestedClassIds[0]!) + 1,
        row.suggestionShown,
      ]);
    };
    return { ...arranged, screen, stored };
  }

  const guess = () => page.getByText("The model's guess, 75%");

  test("hidden, nothing of it is on the screen or in what the server sends, and Enter accepts nothing", async () => {
    const { screen, stored } = await openBench("hidden");
    const sent = page.waitForResponse(/\/leases$/);
    await page.reload();
    const { samples } = (await (await sent).json()) as { samples: { suggestion: unknown }[] };
    expect(samples.length).toBeGreaterThan(0);
    expect(samples.map(({ suggestion }) => suggestion)).toEqual(samples.map(() => null));
    const first = await screen.shownText();
    await waitFor("a key to be taken", async () => {
      await page.keyboard.press("Enter");
      await page.keyboard.press("1");
      return !(await screen.showing(first).isVisible());
    });
    expect(await page.getByText(/Model|guess/).count()).toBe(0);
    expect(await stored()).toEqual([[1, 3, "hidden"]]);
  });

  test("after the first key it appears with its probability if it differs, and the next key decides", async () => {
    const { screen, stored } = await openBench("after-key");
    await page.getByText("The model's guess appears after your first key if it differs.").waitFor();
    expect(await guess().count()).toBe(0);
    const first = await screen.shownText();
    const differs = page.getByText("You: World. Model: Business. The next key decides.");
    await waitFor("the key to be noted", async () => {
      if (!(await differs.isVisible())) await page.keyboard.press("1");
      return differs.isVisible();
    });
    await page.getByRole("button", { name: "Business The model's guess, 75%" }).waitFor();
    expect(await screen.act("1")).toBe(first);
    // One that agrees with the guess is one key, and nobody saw the guess.
    await screen.act("3");
    expect(await stored()).toEqual([
      [1, 3, "after-key"],
      [3, 3, "hidden"],
    ]);
  });

  test("shown, it stands beside its class with its probability, and one key accepts it", async () => {
    const { screen, stored } = await openBench("shown");
    await page.getByText("Model: Business").waitFor();
    await page.getByRole("button", { name: "Business The model's guess, 75%" }).waitFor();
    await screen.act("Enter");
    await screen.act("2");
    expect(await stored()).toEqual([
      [3, 3, "shown"],
      [2, 3, "shown"],
    ]);
  });

  /** A bench where a sample may have several classes, and the model takes each for World (1) and Business (3). */
  async function openSets(suggestions: SuggestionMode) {
    const project = { suggestions, task: "multi" } as const;
    const arranged = await arrangeBench(app.db, { samples: 6, queued: 0, project });
    const [world, , business] = arranged.classIds as [string, string, string];
    await publish(app.db, arranged.projectId, arranged.sampleIds, {
      slot: "query",
      suggestedClassIds: [business, world],
      suggestedProbabilities: [0.75, 0.55],
    });
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    /** The keys of the sets that were stored, in order, and whether the suggestion was seen. */
    const stored = async () => {
      await screen.saved();
      return (await storedAnnotations(app.db, arranged)).map((row) => [
        row.labelClassIds!.map((id) => arranged.classIds.indexOf(id) + 1).toSorted(),
        row.suggestedClassIds!.map((id) => arranged.classIds.indexOf(id) + 1),
        row.suggestionShown,
      ]);
    };
    return { screen, stored };
  }

  const label = (name: string) => page.getByRole("button", { name, exact: true });

  test("where a sample may have several classes, the set is pressed already, and one key sends or changes it", async () => {
    const { screen, stored } = await openSets("shown");
    await page.getByText("Model: Business, World").waitFor();
    expect(await label("Business The model's guess, 75%").getAttribute("aria-pressed")).toBe("true");
    expect(await label("World The model's guess, 55%").getAttribute("aria-pressed")).toBe("true");
    await screen.act("Enter");
    await screen.seen();
    await page.keyboard.press("3");
    await page.keyboard.press("2");
    const send = page.getByRole("button", { name: "Send this" });
    await send.waitFor();
    await screen.act("Enter");
    await screen.seen();
    await page.keyboard.press("2");
    await screen.act(".");
    expect(await send.count()).toBe(0);
    expect(await stored()).toEqual([
      [[1, 3], [3, 1], "shown"],
      [[1, 2], [3, 1], "shown"],
      [[1, 3], [3, 1], "shown"],
    ]);
  });

  test("where a sample may have several classes, the first key brings the set, and one more sends it", async () => {
    const { screen, stored } = await openSets("after-key");
    await page.getByText("The model's guess appears after your first key.").waitFor();
    expect(await guess().count()).toBe(0);
    await screen.seen();
    await page.keyboard.press("2");
    await page.getByText("Model: Business, World").waitFor();
    expect(await label("Business The model's guess, 75%").getAttribute("aria-pressed")).toBe("false");
    await screen.act(".");
    await screen.seen();
    await page.keyboard.press("2");
    await screen.act("Enter");
    expect(await stored()).toEqual([
      [[1, 3], [3, 1], "after-key"],
      [[2], [3, 1], "after-key"],
    ]);
  });

  test("of a sample that measures the model nothing is told, whatever the lead chose", async () => {
    for (const mode of ["shown", "after-key"] as const) {
      const { screen, projectId } = await openBench(mode, true);
      expect(await screen.shownText()).toBe("Sample 0");
      expect(await guess().count()).toBe(0);
      // A first key that differs from a guess is only noted; here every key decides at once.
      await screen.act("1");
      if (mode === "shown") await page.getByText("Model: Business").waitFor();
      await screen.saved();
      const { rows } = await app.db.execute(sql`
        select slot, suggestion_shown from annotations where project_id = ${projectId}`);
      expect(rows).toEqual([{ slot: "holdout", suggestion_shown: "hidden" }]);
    }
  });
});
