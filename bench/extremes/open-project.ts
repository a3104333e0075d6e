import { eq } from "drizzle-orm";
import type { BrowserContextOptions, Page } from "playwright-core";
import { samplePayloads } from "@/db/schema/labeling";
import { memberships } from "@/db/schema/projects";
import { loadSessionSecret } from "@/lib/access/session-secret";
import { type ArrangedBench, arrangeBench } from "../../tests/use-cases/labeling/arrange";
import { arrangeAnnotators, type BenchAnnotator } from "../annotator/arrange";
import { openBench } from "../annotator/open-bench";
import type { ProductInBrowser } from "../annotator/product-in-browser";

/** The product with somebody who labels in all of its projects. */
export interface Extremes extends ProductInBrowser {
  readonly annotator: BenchAnnotator;
}

type BenchOptions = NonNullable<Parameters<typeof arrangeBench>[1]>;

interface Wanted extends BenchOptions {
  /** What the samples are instead of short texts, by row. */
  readonly payloads?: readonly Partial<typeof samplePayloads.$inferInsert>[];
  readonly screen?: BrowserContextOptions;
  /** Runs in the page before anything of ours. */
  readonly script?: string;
}

export interface Opened {
  readonly project: ArrangedBench;
  readonly page: Page;
}

export async function withAnnotator(product: ProductInBrowser): Promise<Extremes> {
  const { projectId } = await arrangeBench(product.sandbox.db);
  const secret = await loadSessionSecret(product.sandbox.dataDirectory);
  const [annotator] = await arrangeAnnotators(product.sandbox, product.config, {
    projectId,
    count: 1,
    secret,
  });
  return { ...product, annotator: annotator! };
}

/** A project of its own with a queue, and its label screen in a new context. */
export async function openProject(extremes: Extremes, wanted: Wanted): Promise<Opened> {
  const { sandbox, config, browser, annotator } = extremes;
  const { payloads = [], screen, script, ...options } = wanted;
  const project = await arrangeBench(sandbox.db, { samples: payloads.length || 10, ...options });
  const { projectId } = project;
  await sandbox.db.insert(memberships).values({ projectId, userId: annotator.userId, role: "annotator" });
  for (const [row, payload] of payloads.entries()) {
    const which = eq(samplePayloads.sampleId, project.sampleIds[row]!);
    await sandbox.db.update(samplePayloads).set(payload).where(which);
  }
  const context = await browser.newContext(screen);
  if (script) await context.addInitScript(script);
  const page = await openBench(context, {
    baseUrl: config.publicUrl,
    projectId,
    cookie: annotator.cookie,
  });
  return { project, page };
}
