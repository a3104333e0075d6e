import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { chromium } from "playwright-core";
import { loadSessionSecret } from "@/lib/access/session-secret";
import { median } from "@/lib/learning/evaluation/quantile";
import { createFolderStore } from "@/lib/storage/folder-store";
import { findChromium } from "../../tests/setup/find-chromium.mjs";
import { freePort } from "../../tests/setup/free-port";
import { arrangeAnnotators } from "../annotator/arrange";
import { type ProductInBrowser, withProductInBrowser } from "../annotator/product-in-browser";
import type { BenchResult } from "../bench-result";
import { markdownTable } from "../markdown-table";
import { seedProject } from "../panel/seed-project";
import { wholeNumber } from "../whole-number";
import { type Audit, loadLighthouse } from "./load-lighthouse";

/** Every page by its address; `:project` stands for the project's. */
const paths: Readonly<Record<string, string>> = {
  label: ":project/label",
  grid: ":project/grid",
  find: ":project/find",
  "my work": ":project/work",
  overview: ":project",
  quality: ":project/quality",
  map: ":project/map",
  queue: ":project/queue",
  costs: ":project/costs",
  agreement: ":project/agreement",
  simulate: ":project/simulate",
  data: ":project/data",
  team: ":project/team",
  settings: ":project/settings",
  projects: "/projects",
  "sign-in": "/sign-in",
};
const forms = ["desktop", "mobile"] as const;
const categories = ["performance", "accessibility", "best-practices"] as const;

/** Lighthouse's scores of every page, cold, for desktops and phones: medians of --runs visits. */
export async function lighthouse(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: {
      in: { type: "string" },
      runs: { type: "string", default: "3" },
      only: { type: "string", default: Object.keys(paths).join(",") },
    },
  });
  if (values.in === undefined) {
    const how =
      "Not measured: `npm install --prefix DIR lighthouse`, then `npm run bench -- lighthouse --in DIR`.";
    return { figures: {}, markdown: how };
  }
  const audit = await loadLighthouse(values.in);
  const runs = wholeNumber("runs", values.runs);
  const names = values.only.split(",").filter((name) => Object.hasOwn(paths, name));
  return withProductInBrowser((product) => measure(product, { audit, runs, names }));
}

interface Setting {
  readonly audit: Audit;
  readonly runs: number;
  readonly names: readonly string[];
}

async function measure(product: ProductInBrowser, { audit, runs, names }: Setting): Promise<BenchResult> {
  const { sandbox, config } = product;
  const { db, dataDirectory, userId: ownerId } = sandbox;
  const blobs = createFolderStore(join(dataDirectory, "blobs"));
  const projectId = await seedProject({ db, blobs, ownerId, samples: 10_000, labels: 1_000 });
  const secret = await loadSessionSecret(dataDirectory);
  const [lead] = await arrangeAnnotators(sandbox, config, { projectId, count: 1, secret });
  await db.execute(sql`update memberships set role = 'lead' where user_id = ${lead!.userId}`);
  const port = await freePort();
  const args = ["--no-sandbox", "--disable-background-networking", `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: findChromium()!, args });
  const rows: string[][] = [];
  const figures: Record<string, Record<string, number>> = {};
  for (const form of forms) {
    for (const name of names) {
      const url = config.publicUrl + paths[name]!.replace(":project", `/projects/${projectId}`);
      const cookie = name === "sign-in" ? null : lead!.cookie;
      const visits: Record<string, number>[] = [];
      for (let run = 0; run < runs; run++) visits.push(await audit({ url, port, form, cookie, categories }));
      const of = (figure: string) => median(visits.map((visit) => visit[figure]!));
      const times = ["fcpMs", "lcpMs", "speedIndexMs", "blockedMs"].map((time) => of(time).toFixed(0));
      const scores = categories.map((category) => String(of(category)));
      rows.push([name, form, ...scores, ...times, of("layoutShift").toFixed(3)]);
      figures[`${name} ${form}`] = Object.fromEntries(Object.keys(visits[0]!).map((key) => [key, of(key)]));
      console.error(rows.at(-1)!.join(" | "));
    }
  }
  await browser.close();
  const times = ["FCP (ms)", "LCP (ms)", "speed index (ms)", "blocked (ms)", "layout shift"];
  const headings = ["page", "form", "performance", "accessibility", "best practices", ...times];
  return { figures, markdown: markdownTable(headings, rows) };
}
