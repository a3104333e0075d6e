import { benchmarks, type OptionHelp } from "./benchmarks";

/** Options of a run without a name. */
const ofAll: readonly OptionHelp[] = [
  ["--out FILE", "the Markdown file to write (bench/results.md)"],
  ["--shared DIR", "given to label-efficiency"],
  ["--resume FILE", "given to label-efficiency"],
];

/** Every benchmark with its options; defaults stand in brackets. */
export function benchHelp(): string {
  const each = Object.entries(benchmarks).flatMap(([name, { about, options }]) => [
    `  ${name}: ${about}`,
    ...linesOf(options),
  ]);
  return [
    "npm run bench                       runs every benchmark and writes their tables into one file",
    "npm run bench -- NAME [options]     runs one and prints its tables",
    "npm run -s bench -- NAME --json     ends with its figures as JSON on one line",
    "",
    "Benchmarks, in the order in which all are run:",
    ...each,
    "",
    "Options without a name:",
    ...linesOf(ofAll),
    "",
  ].join("\n");
}

function linesOf(options: readonly OptionHelp[]): string[] {
  return options.map(([option, about]) => `    ${option.padEnd(15)} ${about}`);
}
