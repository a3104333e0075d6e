import { type Browser, chromium } from "playwright-core";
import { startProduct } from "@/bin/supervisor/product";
import { waitUntilHealthy } from "@/bin/supervisor/wait-until-healthy";
import { type Config, loadConfig } from "@/lib/config";
import { InvalidInputError } from "@/lib/errors";
import { buildBundles, buildWeb } from "../../bin/build.mjs";
import { findChromium } from "../../tests/setup/find-chromium.mjs";
import { freePort } from "../../tests/setup/free-port";
import { inSandbox, type Sandbox } from "../sandbox";

/** Chromium refuses its sandbox to root; the rest keeps it from talking to anyone but us. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
];

export interface ProductInBrowser {
  readonly sandbox: Sandbox;
  readonly config: Config;
  readonly browser: Browser;
  /** Ends web and worker and starts them again; resolves when pages are answered. */
  restart(): Promise<void>;
}

/** Runs `work` with the built product, web and worker, in a sandbox, and a Chromium to look at it with. */
export async function withProductInBrowser<Result>(
  work: (product: ProductInBrowser) => Promise<Result>,
): Promise<Result> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new InvalidInputError({
      code: "no_browser",
      what: "There is no Chromium to measure with.",
      next: "Install one, or name it by CHROMIUM=/path/to/chromium.",
    });
  }
  await buildBundles();
  await buildWeb();
  return inSandbox(async (sandbox) => {
    const config = loadConfig({
      WINNOW_DATA: sandbox.dataDirectory,
      PORT: String(await freePort()),
      LOG_LEVEL: "warn",
    });
    const say = (line: string) => console.error(line);
    const start = () => startProduct({ config, databaseUrl: sandbox.databaseUrl, onStart: () => {}, say });
    const isHealthy = () => waitUntilHealthy(`${config.publicUrl}/api/health`, AbortSignal.timeout(60_000));
    let product = start();
    const restart = async () => {
      await product.stop();
      product = start();
      await isHealthy();
    };
    try {
      await isHealthy();
      const browser = await chromium.launch({ executablePath, args: flags });
      try {
        return await work({ sandbox, config, browser, restart });
      } finally {
        await browser.close();
      }
    } finally {
      await product.stop();
    }
  });
}
