import { parseArgs } from "node:util";
import { InvalidInputError } from "@/lib/errors";
import type { BenchResult } from "../bench-result";
import { runChild } from "../run-child";
import { wholeNumber } from "../whole-number";
import { speedFigures, speedTable } from "./figures";
import { type SpeedPart, speedParts } from "./parts";

/**
 * Measures the engine's parts through the functions that the worker's model thread calls. Each part has a process of
 * its own, so that peak memory is that of the largest pool and nothing else. `--only` names figures, with commas.
 */
export async function speed(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: { runs: { type: "string", default: "5" }, only: { type: "string" } },
  });
  const runs = wholeNumber("runs", values.runs);
  const wanted = values.only === undefined ? Object.keys(speedFigures) : parseOnly(values.only);
  const parts = speedParts.filter(({ figures }) => figures.some((name) => wanted.includes(name)));
  const measured: Record<string, number> = {};
  for (const part of parts) {
    const found = parts.length === 1 ? await part.measure(runs) : await measureApart(part, runs);
    for (const [name, value] of Object.entries(found)) {
      if (!wanted.includes(name)) continue;
      measured[name] = rounded(value);
      if (parts.length === 1) console.error(`${name}: ${measured[name]}`);
    }
  }
  return { figures: measured, markdown: speedTable(measured) };
}

function parseOnly(text: string): string[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !Object.hasOwn(speedFigures, name));
  if (unknown === undefined) return names;
  throw new InvalidInputError({
    code: "unknown_figure",
    what: `There is no figure "${unknown}".`,
    next: `--only takes some of: ${Object.keys(speedFigures).join(", ")}.`,
  });
}

async function measureApart({ figures }: SpeedPart, runs: number): Promise<Record<string, number>> {
  const said = await runChild(["speed", "--runs", String(runs), "--only", figures.join(","), "--json"]);
  return JSON.parse(said.trimEnd().split("\n").at(-1)!);
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
