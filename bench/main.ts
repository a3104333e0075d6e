import { InvalidInputError } from "@/lib/errors";
import { benchmarks } from "./benchmarks";
import { benchHelp } from "./help";
import { machineName, today } from "./machine";
import { runAll } from "./run-all";

/** The exit code for a request that cannot be carried out as it stands. */
const BAD_REQUEST = 2;

/**
 * `NAME [options]` runs one benchmark and prints its tables, `NAME --json` ends with its figures as JSON on one
 * line, and without a name all are run. `--help` tells which there are.
 */
async function main(args: string[]): Promise<void> {
  const [name, ...options] = args;
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(benchHelp());
    return;
  }
  if (name === undefined || name.startsWith("-")) {
    if (!(await runAll(args))) process.exitCode = 1;
    return;
  }
  const entry = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (!entry) {
    throw new InvalidInputError({
      code: "unknown_benchmark",
      what: `There is no benchmark "${name}".`,
      next: `npm run bench -- NAME, with one of: ${Object.keys(benchmarks).join(", ")}; --help tells what they measure.`,
    });
  }
  const wantsJson = options.includes("--json");
  const benchmark = await entry.load();
  const { figures, markdown } = await benchmark(options.filter((option) => option !== "--json"));
  if (wantsJson) console.log(JSON.stringify(figures));
  else console.log(`## ${name}\n\n${today()}, ${machineName()}\n\n${markdown}`);
}

function isRefusal(error: unknown): error is Error {
  if (error instanceof InvalidInputError) return true;
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!isRefusal(error)) throw error;
  console.error(error.message);
  if (!(error instanceof InvalidInputError)) console.error("npm run bench -- --help lists the options.");
  process.exitCode = BAD_REQUEST;
}
