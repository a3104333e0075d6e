import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Config } from "@/lib/config";
import { type KeptChild, keepRunning } from "./keep-running";

export interface Product {
  readonly web: KeptChild;
  readonly worker: KeptChild;
  pids(): number[];
  stop(): Promise<void>;
}

/** What the web and worker processes are told; everything else they read from the same environment. */
export interface ProductSettings {
  readonly config: Config;
  readonly databaseUrl: string;
  /** Called whenever one of them (re)started. */
  readonly onStart: () => void;
  readonly say: (line: string) => void;
}

/** Starts the two processes that make up Winnow on a migrated database: the web server and one worker. */
export function startProduct(settings: ProductSettings): Product {
  const { config } = settings;
  const common = {
    directory: config.rootDirectory,
    environment: productEnvironment(settings),
    onStart: settings.onStart,
    say: settings.say,
  };
  const bundle = (name: string) => join(config.rootDirectory, "dist", name);
  const web = keepRunning({
    ...common,
    name: "web",
    nodeArguments: ["--import", bundle("web-preload.mjs"), bundle("web.mjs")],
    logPath: join(config.dataDirectory, "logs/web.log"),
    patienceMs: 5_000,
  });
  const worker = keepRunning({
    ...common,
    name: "worker",
    nodeArguments: [
      "--enable-source-maps",
      ...["--import", bundle("worker-preload.mjs")],
      bundle("worker.mjs"),
      // The same for each worker that takes the place of one that died: it frees what that one held.
      randomUUID(),
    ],
    logPath: join(config.dataDirectory, "logs/worker.log"),
    patienceMs: 10_000,
  });
  return {
    web,
    worker,
    pids: () => [web.pid(), worker.pid()].filter((pid) => pid !== undefined),
    async stop() {
      await Promise.all([web.stop(), worker.stop()]);
    },
  };
}

function productEnvironment({ config, databaseUrl }: ProductSettings): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    WINNOW_ROOT: config.rootDirectory,
    WINNOW_DATA: config.dataDirectory,
    WINNOW_URL: config.publicUrl,
    PORT: String(config.port),
    HOST: config.host,
    LOG_LEVEL: config.logLevel,
  };
}
