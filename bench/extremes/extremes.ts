import { parseArgs } from "node:util";
import { InvalidInputError } from "@/lib/errors";
import { withProductInBrowser } from "../annotator/product-in-browser";
import type { BenchResult } from "../bench-result";
import { markdownTable } from "../markdown-table";
import { wholeNumber } from "../whole-number";
import { largeImages } from "./large-images";
import { longRun } from "./long-run";
import { longTexts } from "./long-texts";
import { manyClasses } from "./many-classes";
import type { Measure, Measured } from "./measure";
import { withAnnotator } from "./open-project";
import { phone } from "./phone";

/** The label screen with what is larger, longer, slower or smaller than usual, in a real Chromium. */
export async function extremes(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: { samples: { type: "string", default: "1000" }, only: { type: "string" } },
  });
  const samples = wholeNumber("samples", values.samples);
  const all: Readonly<Record<string, Measure>> = {
    texts: longTexts,
    images: largeImages,
    classes: manyClasses,
    phone,
    run: (product) => longRun(product, samples),
  };
  const wanted = values.only?.split(",") ?? Object.keys(all);
  requireKnown(wanted, Object.keys(all));
  const measured = await withProductInBrowser(async (product) => {
    const withPerson = await withAnnotator(product);
    const figures: Measured[] = [];
    for (const name of wanted) {
      const found = await all[name]!(withPerson);
      for (const { what, value, goal } of found) console.error(`${what}: ${value}, goal ${goal}`);
      figures.push(...found);
    }
    return figures;
  });
  return {
    figures: Object.fromEntries(measured.map(({ name, value }) => [name, value])),
    markdown: markdownTable(
      ["what", "measured", "goal"],
      measured.map(({ what, value, goal }) => [what, String(value), goal]),
    ),
  };
}

function requireKnown(wanted: readonly string[], known: readonly string[]): void {
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new InvalidInputError({
    code: "unknown_part",
    what: `There is no part "${unknown}".`,
    next: `Name some of: ${known.join(", ")}.`,
  });
}
