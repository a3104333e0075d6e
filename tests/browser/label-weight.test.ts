import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signUpOwner } from "../setup/accounts";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

/** Bytes that the label page may load as scripts, compressed as they travel. */
const mostScriptBytes = 170_000;

describeInBrowser("what the label page loads", async () => {
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

  const scripts = () =>
    page.evaluate(() =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
        .map(({ name, encodedBodySize }) => ({ name, encodedBodySize })),
    );

  test("its scripts are at most 170 kB, compressed with Brotli, and kept by the browser for good", async () => {
    const { projectId } = await arrangeBench(app.db);
    await page.goto(`${app.url}/projects/${projectId}/label`);
    await page.getByRole("region", { name: "Sample", exact: true }).waitFor();
    const loaded = await scripts();
    expect(loaded.length).toBeGreaterThan(5);
    expect(loaded.every(({ encodedBodySize }) => encodedBodySize > 0)).toBe(true);
    expect(loaded.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)).toBeLessThan(
      mostScriptBytes,
    );
    const { headers } = await fetch(loaded[0]!.name, { headers: { "accept-encoding": "br" } });
    expect(headers.get("content-encoding")).toBe("br");
    expect(headers.get("vary")).toBe("Accept-Encoding");
    expect(headers.get("cache-control")).toContain("immutable");
  });

  test("after the first label what opens later is fetched ahead, and opens without a connection", async () => {
    const { projectId } = await arrangeBench(app.db);
    await page.goto(`${app.url}/projects/${projectId}/label`);
    const first = (await scripts()).length;
    const sample = page.getByRole("region", { name: "Sample", exact: true });
    const before = await sample.innerText();
    await waitFor("the key to be taken", async () => {
      await page.keyboard.press("1");
      return (await sample.innerText()) !== before;
    });
    await waitFor("the other parts", async () => (await scripts()).length >= first + 5);
    await page.context().setOffline(true);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    await page.keyboard.press("Escape");
    await page.context().setOffline(false);
  });
});
