import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";

interface Place {
  readonly baseUrl: string;
  readonly projectId: string;
  /** The `cookie` header of whoever labels. */
  readonly cookie: string;
}

/** The label screen in a new page that watches itself (watch-page.js), with the first sample on it. */
export async function openBench(
  context: BrowserContext,
  { baseUrl, projectId, cookie }: Place,
): Promise<Page> {
  await context.addInitScript({ path: fileURLToPath(new URL("./watch-page.js", import.meta.url)) });
  // On a machine that is busy with other things figures get worse; they should not go missing.
  context.setDefaultTimeout(120_000);
  const page = await signedInPage(context, baseUrl, cookie);
  await page.goto(`${baseUrl}/projects/${projectId}/label`);
  await page.getByRole("region", { name: "Sample", exact: true }).waitFor();
  return page;
}

/** A page of whoever has the `cookie` header. */
export async function signedInPage(context: BrowserContext, baseUrl: string, cookie: string): Promise<Page> {
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: baseUrl };
    }),
  );
  return context.newPage();
}
