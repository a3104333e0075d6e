import { randomInt } from "node:crypto";
import { open, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { createDb, type Db } from "@/db/client";
import { readRefusals } from "@/db/queries/imports";
import { type Config, loadConfig } from "@/lib/config";
import {
  createProjectSchema,
  type ImportFormat,
  type LabelUse,
  type Modality,
} from "@/lib/contracts/projects";
import { InvalidInputError, messageOf } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { enqueue } from "@/lib/jobs/enqueue";
import { createProject } from "@/lib/projects/create-project";
import { detectFormat } from "@/lib/samples/detect-format";
import type { ImportProgress } from "@/lib/samples/import-report";
import { type ImportOutcome, runImport } from "@/lib/samples/run-import";
import { addImport } from "@/lib/samples/start-import";
import { createFolderStore } from "@/lib/storage/folder-store";
import { type FoundProject, findOwner, findProject, noSuchProject } from "../find-project";
import { withDatabase } from "../with-database";

/** A worker takes the import over when this process has not finished it by then. */
const takeOverAfterSeconds = 60;
const refusalsShown = 20;

interface ImportFlags {
  readonly project: string;
  readonly create?: Modality;
  readonly labels: LabelUse;
}

export function registerImport(program: Command): void {
  program
    .command("import")
    .description("read a CSV or JSONL file, a zip or a folder of images into a project")
    .argument("<path>", "the file or folder")
    .requiredOption("--project <name>", "the project, by name or id")
    .addOption(
      new Option("--create <modality>", "make the project if it is not there").choices(["text", "image"]),
    )
    .addOption(
      new Option("--labels <use>", "labels are known (trained on), hidden truth (simulation) or ignored")
        .choices(["known", "truth", "ignore"])
        .default("known"),
    )
    .addHelpText(
      "after",
      `
CSV has a header with text and, optionally, label, id and group; JSONL has these as properties. Other columns are
kept as metadata. Images are PNG, JPEG or WebP, and the folder one lies in is its label. The import is whole
or absent: what was refused or merged is listed, line by line.

Examples:
  winnow import news.csv --project News --create text
  winnow import photos/ --project Photos --create image --labels ignore`,
    )
    .action(importCommand);
}

async function importCommand(given: string, flags: ImportFlags): Promise<void> {
  const config = loadConfig();
  const source = await describeSource(resolve(given));
  const done = await withDatabase(config, "import", async (url) => {
    const { db, close } = createDb(url, { applicationName: "winnow import", maxConnections: 3 });
    try {
      return await importInto(db, config, source, flags);
    } finally {
      await close();
    }
  });
  if (!done) process.exitCode = 1;
}

interface Source {
  readonly path: string;
  readonly format: ImportFormat;
}

async function describeSource(path: string): Promise<Source> {
  try {
    if ((await stat(path)).isDirectory()) return { path, format: "folder" };
    const file = await open(path, "r");
    try {
      const head = Buffer.alloc(4096);
      const { bytesRead } = await file.read(head, 0, head.length, 0);
      return { path, format: detectFormat(basename(path), head.subarray(0, bytesRead)) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new InvalidInputError({
      code: "import_source_unreadable",
      what: `${path} cannot be opened.`,
      why: `${messageOf(error)}.`,
      next: "Check the path. Nothing was imported.",
      cause: error,
    });
  }
}

async function importInto(db: Db, config: Config, source: Source, flags: ImportFlags): Promise<boolean> {
  const owner = await findOwner(db);
  const project = await projectFor(db, flags, owner.id);
  const id = newId();
  await db.transaction(async (tx) => {
    await addImport(tx, {
      id,
      projectId: project.id,
      fileName: basename(source.path),
      format: source.format,
      labelUse: flags.labels,
      sourcePath: source.path,
      bytesTotal: 0,
      createdBy: owner.id,
    });
    await enqueue(
      tx,
      "import",
      { importId: id, projectId: project.id },
      { delaySeconds: takeOverAfterSeconds },
    );
  });
  const blobs = createFolderStore(join(config.dataDirectory, "blobs"));
  const outcome = await runImport({ db, blobs, newId, onProgress: showProgress }, id);
  if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
  await showNamedLines(db, project.id, id);
  return showOutcome(outcome, project);
}

async function projectFor(db: Db, flags: ImportFlags, ownerId: string): Promise<FoundProject> {
  const found = await findProject(db, flags.project);
  if (found) return found;
  if (!flags.create) {
    throw await noSuchProject(db, flags.project, "Add --create text or --create image to make it.");
  }
  const id = newId();
  const { name, modality, labelClasses, budget } = parseProject(flags.project, flags.create);
  await createProject(db, {
    id,
    name,
    modality,
    labelClasses,
    budget,
    seed: randomInt(2 ** 31 - 1),
    ownerId,
    newId,
  });
  return { id, name };
}

function parseProject(name: string, modality: Modality) {
  const parsed = createProjectSchema.safeParse({ name, modality });
  if (parsed.success) return parsed.data;
  throw new InvalidInputError({
    code: "invalid_project",
    what: `No project can be made under the name “${name}”.`,
    why: parsed.error.issues.map(({ message }) => message).join(" "),
    next: "Give another one with --project. Nothing was imported.",
    cause: parsed.error,
  });
}

function showProgress({ bytesRead, bytesTotal, accepted, refused }: ImportProgress): void {
  if (!process.stderr.isTTY) return;
  const share = bytesTotal === 0 ? 0 : Math.min(100, Math.floor((100 * bytesRead) / bytesTotal));
  process.stderr.write(`\r${share} % read, ${accepted} samples, ${refused} refused`);
}

async function showNamedLines(db: Db, projectId: string, importId: string): Promise<void> {
  const lines = await readRefusals(db, { projectId, importId, after: -1, limit: refusalsShown + 1 });
  for (const { place, reason } of lines.slice(0, refusalsShown)) console.error(`  ${place}: ${reason}`);
  if (lines.length > refusalsShown) console.error("  … the project's import page lists the others.");
}

function showOutcome(outcome: ImportOutcome, project: FoundProject): boolean {
  const { accepted, duplicates, refused } = outcome;
  if (outcome.state === "failed") {
    console.error(outcome.error);
    return false;
  }
  console.log(
    `${accepted} samples are new in “${project.name}”, ${duplicates} merged as duplicates, ${refused} refused.`,
  );
  return true;
}
