import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { messageOf } from "@/lib/errors";
import { benchmarks } from "./benchmarks";
import { machineName, today } from "./machine";
import { runChild } from "./run-child";

/**
 * Runs every benchmark, each in a process of its own, and writes their tables into one Markdown file, which is kept
 * up to date after each. One that fails is named there, and the others are still run; resolves to whether none did.
 */
export async function runAll(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: "string", default: join(import.meta.dirname, "results.md") },
      shared: { type: "string" },
      resume: { type: "string" },
    },
  });
  const ofLabels = (["shared", "resume"] as const).flatMap((name) =>
    values[name] === undefined ? [] : [`--${name}`, values[name]],
  );
  const parts = [`# Benchmarks\n\nMade by \`npm run bench\` on ${today()}: ${machineName()}.\n`];
  let isWhole = true;
  // Before minutes are spent on tables that cannot be written.
  writeFileSync(values.out, parts.join("\n"));
  for (const name of Object.keys(benchmarks)) {
    console.error(`${name} …`);
    try {
      parts.push(await runChild([name, ...(name === "label-efficiency" ? ofLabels : [])]));
    } catch (error) {
      isWhole = false;
      console.error(messageOf(error));
      parts.push(`## ${name}\n\nFailed: ${messageOf(error)}\n`);
    }
    writeFileSync(values.out, parts.join("\n"));
  }
  console.log(`The tables are in ${values.out}.`);
  return isWhole;
}
