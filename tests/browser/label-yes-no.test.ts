import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { labelScreen } from "../setup/label-screen";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { type ArrangedBench, arrangeBench, storedAnnotations } from "../use-cases/labeling/arrange";

describeInBrowser("yes or no about one class, where a sample may have several", async () => {
  let app: App;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    page = await (await browser.newContext()).newPage();
    await signUpOwner(page, app);
    // A round of its own would bring the samples in another order.
    process.kill(app.workerPid()!, "SIGSTOP");
  });

  afterAll(async () => {
    process.kill(app.workerPid()!, "SIGCONT");
    await browser?.close();
    await app?.stop();
  });

  async function askAboutBusiness(): Promise<ArrangedBench> {
    const arranged = await arrangeBench(app.db, { project: { task: "multi" } });
    await page.goto(`${app.url}/projects/${arranged.projectId}/label`);
    await labelScreen(page).sample().waitFor();
    await page.getByRole("button", { name: "Ask about one class" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("their other classes stay open").waitFor();
    await dialog.getByRole("option", { name: "Business" }).click();
    await page.getByRole("heading", { name: "Is Business one of its classes?" }).waitFor();
    return arranged;
  }

  test("a yes and a no are of that class only, and the samples come again for any class", async () => {
    const arranged = await askAboutBusiness();
    const screen = labelScreen(page);
    const yes = await screen.act("y");
    const no = await screen.act("2");
    await page.keyboard.press("z");
    await screen.showing(no).waitFor();
    await screen.act("n");
    await screen.saved();
    const business = arranged.classIds[2];
    const stored = (await storedAnnotations(app.db, arranged)).map(
      ({ action, labelClassId, labelClassIds }) => {
        return [action, labelClassId, labelClassIds];
      },
    );
    expect(stored).toEqual([
      ["accept", business, null],
      ["reject", business, null],
      ["undo", null, null],
      ["reject", business, null],
    ]);
    // Enter would say something of all classes, and the button that does is not there.
    const third = await screen.shownText();
    await screen.seen();
    await page.keyboard.press("Enter");
    expect(await screen.shownText()).toBe(third);
    expect(await page.getByRole("button", { name: "None of these" }).count()).toBe(0);
    await page.getByRole("button", { name: "Back to all labels" }).click();
    await page.getByRole("button", { name: "None of these" }).waitFor();
    await screen.showing(yes).waitFor();
    expect(third).not.toBe(yes);
    await screen.act("Enter");
    await screen.saved();
    expect((await storedAnnotations(app.db, arranged)).map(({ action }) => action)).toEqual([
      ...["accept", "reject", "undo", "reject"],
      "label",
    ]);
  });

  test("the history and one's own work say what was said, and a yes can become the whole answer", async () => {
    const arranged = await askAboutBusiness();
    const screen = labelScreen(page);
    await screen.act("2");
    await screen.act("1");
    await screen.saved();
    // Keys answer what is open in the history, with any class, and not the sample behind it.
    const shown = await screen.shownText();
    await page.keyboard.press("j");
    const drawer = page.getByRole("dialog", { name: "Your decisions" });
    await drawer.getByText("Not Business").waitFor();
    await drawer.getByText("Has Business").waitFor();
    await drawer.getByRole("button", { name: "Business", pressed: true }).waitFor();
    const both = drawer.getByRole("button", { name: "Save 2 labels" });
    // A key counts only once the decision could have been seen.
    await waitFor("the key to be taken", async () => {
      if (!(await both.isVisible())) await page.keyboard.press("1");
      return both.isVisible();
    });
    await page.keyboard.press("Enter");
    await drawer.getByText("World, Business").waitFor();
    await page.keyboard.press("Escape");
    await screen.saved();
    expect(await screen.shownText()).toBe(shown);
    const stored = await storedAnnotations(app.db, arranged);
    expect(stored.map(({ action }) => action)).toEqual(["reject", "accept", "label"]);
    expect(stored.at(-1)).toMatchObject({
      labelClassIds: [arranged.classIds[0], arranged.classIds[2]].sort(),
      screen: "history",
    });
    await page.goto(`${app.url}/projects/${arranged.projectId}/work`);
    await page.getByText("has Business").waitFor();
    await page.getByText("not Business").waitFor();
    await page.getByLabel("Show").selectOption({ label: "“Has this class”" });
    await page.getByText("not Business").waitFor({ state: "detached" });
    await page.getByText("has Business").waitFor();
  });
});
