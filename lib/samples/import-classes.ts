import { eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { labelClasses } from "@/db/schema/projects";
import { InvalidInputError } from "../errors";
import { importLimits } from "./limits";

export interface ImportClasses {
  /** The class of a label, made up when the project lacks it; null when the class is archived. */
  idOf(label: string): string | null;
  nameOf(id: string): string;
  /** Classes that this import adds, in the order of their names. */
  added(): readonly string[];
  /** Whether the project had classes before. */
  readonly hadClasses: boolean;
  /** Inserts the added classes behind the existing ones. */
  insertAdded(tx: Db): Promise<void>;
}

/** The project's label classes, and those that an import's labels add to them. */
export async function loadImportClasses(
  tx: Db,
  projectId: string,
  newId: () => string,
): Promise<ImportClasses> {
  const existing = await tx.select().from(labelClasses).where(eq(labelClasses.projectId, projectId));
  // Names of an earlier version may be written in another way than labels are read.
  const written = existing.map(({ name, id }) => [name.normalize("NFC"), id] as const);
  const ids = new Map([...written, ...existing.map(({ name, id }) => [name, id] as const)]);
  const names = new Map(existing.map(({ name, id }) => [id, name]));
  const archived = new Set(existing.filter((found) => found.archivedAt !== null).map(({ id }) => id));
  const added: string[] = [];
  return {
    hadClasses: existing.length > 0,
    idOf(label) {
      const known = ids.get(label);
      if (known) return archived.has(known) ? null : known;
      if (ids.size >= importLimits.labelClasses) throw tooManyClasses();
      const id = newId();
      ids.set(label, id);
      names.set(id, label);
      added.push(label);
      return id;
    },
    nameOf: (id) => names.get(id) ?? id,
    added: () => inOrder(added),
    insertAdded: (tx) => insertClasses(tx, projectId, inOrder(added), ids),
  };
}

/** By name, numbers by value: 2 stands before 10. */
function inOrder(names: readonly string[]): string[] {
  const collator = new Intl.Collator("en", { numeric: true });
  return names.toSorted((a, b) => collator.compare(a, b) || (a < b ? -1 : 1));
}

async function insertClasses(
  tx: Db,
  projectId: string,
  names: readonly string[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  if (names.length === 0) return;
  // A lead may be adding classes too: this lock gives out positions one after another.
  await tx.execute(sql`select 1 from projects where id = ${projectId} for no key update`);
  const existing = await tx.select().from(labelClasses).where(eq(labelClasses.projectId, projectId));
  const taken = existing.find(({ name }) => names.includes(name));
  if (taken) throw classAddedMeanwhile(taken.name);
  const first = Math.max(-1, ...existing.map(({ position }) => position)) + 1;
  await tx
    .insert(labelClasses)
    .values(names.map((name, i) => ({ id: ids.get(name)!, projectId, name, position: first + i })));
}

function tooManyClasses(): InvalidInputError {
  return new InvalidInputError({
    code: "import_too_many_classes",
    what: `The labels name more than ${importLimits.labelClasses} classes.`,
    why: "The column probably holds something else.",
    next: "Import with the labels ignored, or name the right column “label”. Nothing was imported.",
  });
}

/** Retryable: the next run finds the class. */
function classAddedMeanwhile(name: string): InvalidInputError {
  return new InvalidInputError({
    code: "import_class_added_meanwhile",
    what: `The class “${name}” was added while the import ran.`,
    next: "The import starts again by itself.",
    retryable: true,
  });
}
