/**
 * Builds what is missing or older than its sources: the Node bundles in dist/ (0.3 s), and the web
 * interface in .next/ (10-30 s). Plain JavaScript, since it runs before anything is built.
 * Run directly it builds both; `node bin/build.mjs web` and `node bin/build.mjs bundles` build one.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip as gzipCompress } from "node:zlib";
import { holdingLock } from "./build-lock.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "dist");
const settings = ["package.json", "package-lock.json", "tsconfig.json"];

const brotli = promisify(brotliCompress);
const gzip = promisify(gzipCompress);

const longestForeignBuildMs = 3 * 60_000;

/** Bundles by name; one whose source does not exist is left out. */
const entryPoints = {
  cli: "bin/main.ts",
  worker: "workers/main.ts",
  "model-thread": "workers/model-thread.ts",
  "seed-thread": "bin/simulate/seed-thread.ts",
  web: "bin/supervisor/web.ts",
  "web-preload": "bin/supervisor/web-preload.ts",
  "worker-preload": "bin/supervisor/worker-preload.ts",
};

export async function buildBundles() {
  const inputs = [...settings, "bin", "db", "lib", "workers"];
  await buildWhenChanged({ inputs, output: dist, build: bundle });
}

export async function buildWeb() {
  const inputs = [...settings, "app", "db", "lib", "public", "next.config.ts", "postcss.config.mjs"];
  await buildWhenChanged({ inputs, output: join(root, ".next"), build: nextBuild });
}

/** The output remembers the hash of its sources. Of two builders at once, the second finds it done. */
async function buildWhenChanged({ inputs, output, build }) {
  const stamp = join(output, "winnow-sources");
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, "utf8") === hashOf(inputs);
  if (isCurrent()) return;
  await holdingLock(join(dist, `.${basename(output)}.lock`), async () => {
    if (isCurrent()) return;
    const hash = hashOf(inputs);
    rmSync(stamp, { force: true });
    await build(output);
    writeFileSync(stamp, hash);
  });
}

async function bundle(output) {
  const { build, stop } = await import("esbuild");
  const draft = join(output, ".draft");
  rmSync(draft, { recursive: true, force: true });
  const present = Object.entries(entryPoints).filter(([, source]) => existsSync(join(root, source)));
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present),
    outdir: draft,
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunk-[hash]",
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    // Without it a misspelt `@/…` would pass for a package and fail only when it runs.
    alias: { "@": root },
    sourcemap: true,
    logLevel: "warning",
  });
  await stop();
  moveInto(output, draft, Object.keys(entryPoints));
}

/** Chunks first and entries last, each by one rename: a process that starts meanwhile finds a whole bundle. */
function moveInto(output, draft, entryNames) {
  mkdirSync(output, { recursive: true });
  const isEntry = (name) => entryNames.some((entry) => name === `${entry}.mjs`);
  const made = readdirSync(draft).sort((a, b) => isEntry(a) - isEntry(b));
  const old = readdirSync(output).filter((name) => !made.includes(name) && !name.startsWith("."));
  for (const name of made) renameSync(join(draft, name), join(output, name));
  for (const name of old) rmSync(join(output, name), { recursive: true });
  rmSync(draft, { recursive: true });
}

/** A `next build` whose parent was killed goes on and locks .next: it is waited for. */
async function nextBuild() {
  console.error("Building the web interface: 10-30 seconds, once after each update.");
  const deadline = Date.now() + longestForeignBuildMs;
  for (;;) {
    const { code, said } = await runNextBuild();
    if (code === 0) return compressBuilt();
    if (!said.includes("Another next build process is already running") || Date.now() > deadline) {
      throw new Error(`The web interface could not be built (next build ended with ${code}).\n${said}`);
    }
    await delay(1_000);
  }
}

/** Once, as small as can be, instead of at every request: Brotli for browsers, gzip for what stands between. */
async function compressBuilt() {
  const folder = join(root, ".next/static");
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|css|svg)$/.test(name));
  await Promise.all(
    files.map(async (name) => {
      const path = join(folder, name);
      const content = await readFile(path);
      await writeFile(`${path}.br`, await brotli(content));
      await writeFile(`${path}.gz`, await gzip(content, { level: 9 }));
    }),
  );
}

async function runNextBuild() {
  const child = spawn(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stop = () => {
    child.once("close", () => process.exit(1));
    child.kill("SIGTERM");
  };
  process.on("SIGTERM", stop);
  const said = [];
  child.stdout.on("data", (chunk) => said.push(chunk));
  child.stderr.on("data", (chunk) => said.push(chunk));
  const code = await new Promise((done, fail) => child.on("close", done).on("error", fail));
  process.off("SIGTERM", stop);
  return { code, said: Buffer.concat(said).toString() };
}

function hashOf(inputs) {
  const hash = createHash("sha256").update(process.version);
  for (const input of inputs) {
    for (const path of filesUnder(join(root, input)))
      hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  const names = readdirSync(path).sort();
  return names.flatMap((name) => filesUnder(join(path, name)));
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const which = process.argv[2];
  try {
    if (which !== "web") await buildBundles();
    if (which !== "bundles") await buildWeb();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
