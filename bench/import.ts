import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { exportAnnotations } from "@/lib/datasets/export-annotations";
import { newId } from "@/lib/ids";
import { median } from "@/lib/learning/evaluation/quantile";
import { createProject } from "@/lib/projects/create-project";
import { runImport } from "@/lib/samples/run-import";
import { addImport } from "@/lib/samples/start-import";
import { createFolderStore } from "@/lib/storage/folder-store";
import type { BenchResult } from "./bench-result";
import { markdownTable } from "./markdown-table";
import { inSandbox, type Sandbox } from "./sandbox";
import { syntheticTexts } from "./synthetic-texts";
import { wholeNumber } from "./whole-number";

/** Imports a CSV of --rows labeled texts into an empty project, --runs times, and exports the labels again. */
export async function importSpeed(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: { rows: { type: "string", default: "100000" }, runs: { type: "string", default: "3" } },
  });
  const rows = wholeNumber("rows", values.rows);
  const runs = wholeNumber("runs", values.runs);
  return inSandbox(async (sandbox) => {
    const path = join(sandbox.dataDirectory, "bench.csv");
    await pipeline(Readable.from(csvLines(rows)), createWriteStream(path));
    const imported: number[] = [];
    const exported: number[] = [];
    for (let run = 0; run < runs; run++) {
      const { projectId, seconds } = await importOnce(sandbox, path, rows);
      imported.push(seconds);
      exported.push(await exportOnce(sandbox, projectId, rows));
      console.error(`run ${run + 1}: imported in ${seconds.toFixed(1)} s`);
    }
    return resultOf(rows, imported, exported);
  });
}

function resultOf(rows: number, imported: readonly number[], exported: readonly number[]): BenchResult {
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const table = markdownTable(
    ["work", "median s", "lowest", "highest"],
    [
      [`import ${rows} labeled texts (CSV)`, ...cells(imported)],
      [`export their ${rows} annotations (JSONL)`, ...cells(exported)],
    ],
  );
  return {
    figures: { importSeconds: median(imported), exportSeconds: median(exported), peakRssMb },
    markdown: `${table}\n\nPeak resident memory of the process, PostgreSQL apart: ${peakRssMb} MiB`,
  };
}

async function importOnce({ db, dataDirectory, userId }: Sandbox, path: string, rows: number) {
  const [projectId, importId] = [newId(), newId()];
  const project = { name: "Bench", modality: "text", labelClasses: [], budget: null, seed: 1 } as const;
  await createProject(db, { ...project, id: projectId, ownerId: userId, newId });
  const file = { fileName: "bench.csv", format: "csv", labelUse: "known", bytesTotal: 0 } as const;
  await addImport(db, { ...file, id: importId, projectId, sourcePath: path, createdBy: userId });
  const started = performance.now();
  const blobs = createFolderStore(join(dataDirectory, "blobs"));
  const outcome = await runImport({ db, blobs, newId }, importId);
  if (outcome.accepted !== rows) throw new Error(`Expected ${rows} rows, got ${JSON.stringify(outcome)}.`);
  return { projectId, seconds: (performance.now() - started) / 1000 };
}

async function exportOnce({ db }: Sandbox, projectId: string, rows: number): Promise<number> {
  const started = performance.now();
  let lines = 0;
  for await (const chunk of exportAnnotations(db, { projectId, format: "jsonl", formulas: "escape" })) {
    lines += chunk.split("\n").length - 1;
  }
  if (lines !== rows) throw new Error(`Expected ${rows} lines, got ${lines}.`);
  return (performance.now() - started) / 1000;
}

function* csvLines(rows: number): Generator<string> {
  yield "text,label,id\n";
  let id = 0;
  for (const { text, label } of syntheticTexts(rows, 10)) yield `"${text}",${label},${id++}\n`;
}

function cells(seconds: readonly number[]): string[] {
  const all = [median(seconds), Math.min(...seconds), Math.max(...seconds)];
  return all.map((value) => value.toFixed(1));
}
