import { cpus, totalmem } from "node:os";

/** Every benchmark by name; each prints a Markdown table. */
const benchmarks: Record<string, () => Promise<(args: string[]) => Promise<void>>> = {
  freshness: async () => (await import("./freshness")).freshness,
  import: async () => (await import("./import")).importSpeed,
  "label-efficiency": async () => (await import("./label-efficiency")).labelEfficiency,
};

const [name = "", ...args] = process.argv.slice(2);
const load = benchmarks[name];
if (load) {
  const cores = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  console.log(
    `${name}, ${day}: ${cores.length} × ${cores[0]?.model.trim()}, ${gibibytes} GiB, Node ${process.version}\n`,
  );
  await (await load())(args);
} else {
  console.error(`Which benchmark? npm run bench -- NAME, with one of: ${Object.keys(benchmarks).join(", ")}`);
  process.exitCode = 2;
}
