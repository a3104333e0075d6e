import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Command, Option } from "commander";
import { createDb, type Db } from "@/db/client";
import { loadConfig } from "@/lib/config";
import { exportAnnotations } from "@/lib/datasets/export-annotations";
import { exportLabels } from "@/lib/datasets/export-labels";
import type { ExportOptions } from "@/lib/datasets/format-rows";
import { InvalidInputError, messageOf } from "@/lib/errors";
import { findProject, noSuchProject } from "../find-project";
import { withDatabase } from "../with-database";

interface ExportFlags {
  readonly project: string;
  readonly what: keyof typeof exports;
  readonly format: ExportOptions["format"];
  readonly keepFormulas?: boolean;
  readonly output?: string;
}

const exports = { annotations: exportAnnotations, labels: exportLabels } as const;

export function registerExport(program: Command): void {
  program
    .command("export")
    .description("write a project's annotations or resolved labels as JSONL or CSV")
    .requiredOption("--project <name>", "the project, by name or id")
    .addOption(
      new Option("--what <what>", "every annotation, or the resolved label of each labeled sample")
        .choices(Object.keys(exports))
        .default("labels"),
    )
    .addOption(new Option("--format <format>", "the format").choices(["jsonl", "csv"]).default("jsonl"))
    .option("--keep-formulas", "CSV: leave texts as they are that a spreadsheet would run as formulas")
    .option("-o, --output <file>", "write to a file instead of standard output")
    .addHelpText(
      "after",
      `
The export is of one instant, whatever is labeled meanwhile. In CSV, texts that begin with = + - @ or a tab get
an apostrophe before them, unless --keep-formulas is given; JSONL is always exact.

Examples:
  winnow export --project News --format csv -o news-labels.csv
  winnow export --project News --what annotations | jq .label`,
    )
    .action(exportCommand);
}

async function exportCommand(flags: ExportFlags): Promise<void> {
  await withDatabase(loadConfig(), "export", async (url) => {
    const { db, close } = createDb(url, { applicationName: "winnow export", maxConnections: 2 });
    try {
      const project = await findProject(db, flags.project);
      if (!project) throw await noSuchProject(db, flags.project, "Nothing was written.");
      await write(db, project.id, flags);
    } finally {
      await close();
    }
  });
}

async function write(db: Db, projectId: string, flags: ExportFlags): Promise<void> {
  const options: ExportOptions = {
    projectId,
    format: flags.format,
    formulas: flags.keepFormulas ? "keep" : "escape",
  };
  const lines = Readable.from(exports[flags.what](db, options));
  if (flags.output === undefined) return toStandardOutput(lines);
  // A file that is there is whole.
  const unfinished = `${flags.output}.part`;
  try {
    await pipeline(lines, createWriteStream(unfinished));
    await rename(unfinished, flags.output);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (typeof (error as NodeJS.ErrnoException).syscall !== "string") throw error;
    throw new InvalidInputError({
      code: "output_not_writable",
      what: `${flags.output} could not be written.`,
      why: `The system says: ${messageOf(error)}.`,
      next: "Choose another place with -o. Nothing was written.",
      cause: error,
    });
  }
}

/** `winnow export … | head` ends early and is no error. */
async function toStandardOutput(lines: Readable): Promise<void> {
  try {
    await pipeline(lines, process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
  }
}
