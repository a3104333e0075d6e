import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startProduct } from "@/bin/supervisor/product";
import { waitUntilHealthy } from "@/bin/supervisor/wait-until-healthy";
import type { Db } from "@/db/client";
import { issueSetupLink } from "@/lib/access/issue-setup-link";
import { loadConfig } from "@/lib/config";
import { freePort } from "./free-port";
import { createTestDatabase } from "./test-database";

export interface App {
  readonly url: string;
  /** Makes the owner's account, once. */
  readonly setupLink: string;
  /** The app's database, for arranging and checking. */
  readonly db: Db;
  readonly databaseUrl: string;
  readonly dataDirectory: string;
  workerPid(): number | undefined;
  webPid(): number | undefined;
  stop(): Promise<void>;
}

/**
 * The built product, web and worker, on a database and a data directory of its own. Call it at the top
 * of the file, outside of hooks, and `stop` it in `afterAll`.
 */
export async function startApp(): Promise<App> {
  const { db, url: databaseUrl } = await createTestDatabase();
  const dataDirectory = mkdtempSync(join(tmpdir(), "winnow-app-"));
  const port = String(await freePort());
  const config = loadConfig({ WINNOW_DATA: dataDirectory, PORT: port, LOG_LEVEL: "warn" });
  const product = startProduct({
    config,
    databaseUrl,
    onStart: () => {},
    say: (line) => process.stderr.write(`${line}\n`),
  });
  await waitUntilHealthy(`http://127.0.0.1:${port}/api/health`, AbortSignal.timeout(60_000));
  const token = randomBytes(16).toString("hex");
  const setupLink = await issueSetupLink(db, { token, baseUrl: config.publicUrl });
  return {
    url: config.publicUrl,
    setupLink: setupLink!,
    db,
    databaseUrl,
    dataDirectory,
    workerPid: product.worker.pid,
    webPid: product.web.pid,
    async stop() {
      await product.stop();
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}
