import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { InvalidInputError } from "@/lib/errors";

interface Visit {
  readonly url: string;
  /** Where the Chromium listens that is to open it. */
  readonly port: number;
  readonly form: "desktop" | "mobile";
  /** The `cookie` header of whoever visits. */
  readonly cookie: string | null;
  readonly categories: readonly string[];
}

/** Visits a page with nothing in the cache: its scores by category, of 100, and what the performance is made of. */
export type Audit = (visit: Visit) => Promise<Record<string, number>>;

/** Lighthouse's own measures by the name of our figure. */
const measures = {
  fcpMs: "first-contentful-paint",
  lcpMs: "largest-contentful-paint",
  speedIndexMs: "speed-index",
  blockedMs: "total-blocking-time",
  layoutShift: "cumulative-layout-shift",
} as const;

interface Lighthouse {
  default(
    url: string,
    flags: object,
    config?: object,
  ): Promise<{
    lhr: {
      categories: Record<string, { score: number | null }>;
      audits: Record<string, { numericValue?: number }>;
    };
  }>;
  desktopConfig: object;
}

/** The Lighthouse that was installed in the folder: it is large, and nothing but this needs it. */
export async function loadLighthouse(folder: string): Promise<Audit> {
  const path = join(resolve(folder), "node_modules/lighthouse/core/index.js");
  if (!existsSync(path)) {
    throw new InvalidInputError({
      code: "no_lighthouse",
      what: `There is no Lighthouse in ${folder}.`,
      next: `npm install --prefix ${folder} lighthouse`,
    });
  }
  const { default: visit, desktopConfig } = (await import(pathToFileURL(path).href)) as Lighthouse;
  return async ({ url, port, form, cookie, categories }) => {
    const extraHeaders = cookie === null ? {} : { Cookie: cookie };
    const flags = { port, extraHeaders, onlyCategories: [...categories], logLevel: "error" };
    const { lhr } = await visit(url, flags, form === "desktop" ? desktopConfig : undefined);
    const scores = categories.map((name) => [name, Math.round(100 * (lhr.categories[name]?.score ?? 0))]);
    const figures = Object.entries(measures).map(([name, id]) => [name, lhr.audits[id]?.numericValue ?? 0]);
    return Object.fromEntries([...scores, ...figures]) as Record<string, number>;
  };
}
