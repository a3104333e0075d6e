import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { samples } from "@/db/schema/labeling";
import { memberships } from "@/db/schema/projects";
import { archiveLabelClass } from "@/lib/projects/archive-label-class";
import { joinAsAnnotator, signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser, launchProfile } from "../setup/browser";
import { labelScreen, standingAnswers } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench, leasesOf, publish } from "../use-cases/labeling/arrange";

describeInBrowser("work at the label screen", async () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    context = await browser.newContext();
    page = await context.newPage();
    await signUpOwner(page, app);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  async function openBench(options?: Parameters<typeof arrangeBench>[1]) {
    const arranged = await arrangeBench(app.db, options);
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    return { ...arranged, screen };
  }

  test("a hundred answers are undone after a reload, some are done again, and the server has what the screen says", async () => {
    const { projectId, screen } = await openBench({ samples: 200 });
    await waitFor("more than a hundred answers", async () => {
      await page.keyboard.press("1");
      return (await standingAnswers(app.db, projectId)).length >= 110;
    });
    await screen.saved();
    const answered = await standingAnswers(app.db, projectId);
    await page.reload();
    await screen.sample().waitFor();
    const textOf = (back: number) => answered.at(-back)![0];
    // As fast as they come: none waits for the one before.
    for (let undone = 0; undone < 100; undone++) await page.keyboard.press("z");
    await screen.showing(textOf(100)).waitFor();
    for (let redone = 0; redone < 5; redone++) await page.keyboard.press("y");
    await screen.showing(textOf(95)).waitFor();
    await screen.saved();
    expect(await standingAnswers(app.db, projectId)).toEqual(answered.slice(0, -95));
    const left = answered.length - 95;
    await page.getByText(`${left} today · ${left} labels`).waitFor();
  });

  test("two tabs show different samples all the time, and each answer of both arrives once", async () => {
    const { projectId, screen } = await openBench({ samples: 60 });
    const other = await context.newPage();
    await other.goto(page.url());
    const screens = [screen, labelScreen(other)] as const;
    await screens[1].sample().waitFor();
    const answered: string[] = [];
    for (let turn = 0; turn < 8; turn++) {
      const shown = await Promise.all(screens.map((each) => each.shownText()));
      expect(shown[0]).not.toBe(shown[1]);
      // Without a connection in between, both write into the one outbox. No longer than what each holds at least.
      if (turn === 2) await context.setOffline(true);
      if (turn === 3) await context.setOffline(false);
      for (const each of screens) answered.push(await each.act(turn % 2 === 0 ? "1" : "2"));
    }
    await screen.saved();
    const stored = await standingAnswers(app.db, projectId);
    expect(new Set(answered).size).toBe(16);
    expect(stored.map(([text]) => text).sort()).toEqual([...answered].sort());
    await other.close();
  });

  test("answers outlive a browser that forgets what it kept while the page is open", async () => {
    const { projectId, screen } = await openBench();
    await context.setOffline(true);
    const answered = [await screen.act("1"), await screen.act("2")];
    await page.getByText("offline: 2 kept here", { exact: true }).waitFor();
    await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.deleteDatabase("winnow-bench");
          request.onsuccess = resolve;
          request.onerror = reject;
        }),
    );
    answered.push(await screen.act("1"));
    await context.setOffline(false);
    await screen.saved();
    const stored = await standingAnswers(app.db, projectId);
    expect(stored.map(([text]) => text).sort()).toEqual([...answered].sort());
  });

  test("answers refused because of a role are sent again once it is given back", async () => {
    const { projectId } = await arrangeBench(app.db);
    const theirs = await browser.newContext();
    await joinAsAnnotator(theirs, app, { projectId, email: "again@example.org" });
    const their = await theirs.newPage();
    await their.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(their);
    await screen.sample().waitFor();
    await theirs.setOffline(true);
    const answered = await screen.act("1");
    const setRole = (role: "annotator" | "engineer") =>
      app.db
        .update(memberships)
        .set({ role })
        .where(
          and(
            eq(memberships.projectId, projectId),
            eq(memberships.role, role === "engineer" ? "annotator" : "engineer"),
          ),
        );
    await setRole("engineer");
    await theirs.setOffline(false);
    await their.getByText("all others saved", { exact: true }).waitFor();
    await setRole("annotator");
    await their.getByRole("button", { name: "1 refused" }).click();
    await their.getByRole("button", { name: "Send again" }).click();
    await screen.saved();
    expect((await standingAnswers(app.db, projectId)).map(([text]) => text)).toEqual([answered]);
    await theirs.close();
  });

  test("answers that waited when the browser crashed are sent once it is opened again", async () => {
    const { projectId } = await arrangeBench(app.db);
    const address = `${app.url}/projects/${projectId}/label`;
    const profile = mkdtempSync(join(tmpdir(), "winnow-profile-"));
    try {
      const crashing = await launchProfile(profile);
      await crashing.addCookies(await context.cookies());
      const before = await crashing.newPage();
      await before.goto(address);
      const screen = labelScreen(before);
      await screen.sample().waitFor();
      await crashing.setOffline(true);
      const answered = [await screen.act("1"), await screen.act("2"), await screen.act("3")];
      await before.getByText("offline: 3 kept here", { exact: true }).waitFor();
      const gone = new Promise((resolve) => crashing.once("close", resolve));
      const session = await crashing.browser()!.newBrowserCDPSession();
      await Promise.all([gone, session.send("Browser.crash").catch(() => undefined)]);
      expect(await standingAnswers(app.db, projectId)).toEqual([]);

      const opened = await launchProfile(profile);
      await opened.addCookies(await context.cookies());
      const after = await opened.newPage();
      await after.goto(address);
      await after.getByText("all saved", { exact: true }).waitFor();
      await waitFor("the answers", async () => (await standingAnswers(app.db, projectId)).length === 3);
      expect(await standingAnswers(app.db, projectId)).toEqual([
        [answered[0], "World"],
        [answered[1], "Sports"],
        [answered[2], "Business"],
      ]);
      expect(answered).not.toContain(await labelScreen(after).shownText());
      await opened.close();
    } finally {
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  test("a class that is archived while it is chosen on the screen is left out, in words, before anything is sent", async () => {
    const arranged = await openBench({ project: { task: "multi" } });
    const { projectId, classIds, screen } = arranged;
    const text = await screen.shownText();
    const world = page.getByRole("button", { name: "World", pressed: true });
    await waitFor("the key to be taken", async () => {
      if (!(await world.isVisible())) await page.keyboard.press("1");
      return world.isVisible();
    });
    await page.keyboard.press("2");
    await page.getByRole("button", { name: "Save 2 labels" }).waitFor();
    await archiveLabelClass(app.db, { projectId, labelClassId: classIds[0]! });
    await world.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Save 1 label" }).waitFor();
    expect(await screen.act("Enter")).toBe(text);
    await screen.saved();
    expect(await page.getByText("refused").count()).toBe(0);
  });

  test("an answer to a sample that was deleted is refused in words, and nothing else is lost", async () => {
    const { projectId, sampleIds } = await arrangeBench(app.db, { queued: 0 });
    // The last rows of the pool come second and fourth: without them its rows still have no gaps.
    const order = [0, 9, 1, 8, 2, 3, 4, 5, 6, 7].map((row) => sampleIds[row]!);
    await publish(app.db, projectId, order);
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const screen = labelScreen(page);
    await screen.sample().waitFor();
    await context.setOffline(true);
    const answered = [await screen.act("1"), await screen.act("2"), await screen.act("3")];
    const onScreen = await screen.shownText();
    expect([...answered, onScreen]).toEqual(["Sample 0", "Sample 9", "Sample 1", "Sample 8"]);
    for (const row of [8, 9]) await app.db.delete(samples).where(eq(samples.id, sampleIds[row]!));
    await context.setOffline(false);
    await screen.saved("all others saved");
    await page.getByText(/^1 refused$/).click();
    const dialog = page.getByRole("dialog", { name: "Not taken by the server" });
    await dialog.getByText(answered[1]!, { exact: true }).waitFor();
    await dialog.getByText("This project has no such sample.").waitFor();
    await dialog.getByText("All others are safe.").waitFor();
    expect(await dialog.getByRole("button", { name: "Label again" }).count()).toBe(0);
    await dialog.getByRole("button", { name: "Discard" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("The sample that was here is not yours to label any more").first().waitFor();
    expect(await screen.shownText()).not.toBe(onScreen);
    await screen.act("1");
    await screen.saved();
    expect((await standingAnswers(app.db, projectId)).map(([text]) => text)).toEqual([
      answered[0],
      answered[2],
      expect.not.stringMatching(onScreen),
    ]);
  });

  test("what a closed tab held is on another annotator's screen at once", async () => {
    const arranged = await arrangeBench(app.db, { samples: 3 });
    const { projectId } = arranged;
    const closing = await context.newPage();
    await closing.goto(`${app.url}/projects/${projectId}/label`);
    await labelScreen(closing).sample().waitFor();
    await waitFor("all three to be held", async () => (await leasesOf(app.db, arranged)).length === 3);
    const others = await browser.newContext();
    await joinAsAnnotator(others, app, { projectId, email: "grace@example.org" });
    const waiting = await others.newPage();
    await waiting.goto(`${app.url}/projects/${projectId}/label`);
    await waiting.getByText("The last samples are on other screens").waitFor();
    await closing.close({ runBeforeUnload: true });
    const since = performance.now();
    await labelScreen(waiting).sample().waitFor();
    // Much sooner than a lease ends by itself, which is after five minutes.
    expect(performance.now() - since).toBeLessThan(10_000);
    await waiting.close();
    await others.close();
  });
});
