import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { importRefusals, imports } from "@/db/schema/projects";
import { notify } from "../jobs/notify";

const writeEveryMs = 500;
const notesHeld = 1_000;

export interface ImportProgress {
  readonly bytesTotal: number;
  readonly bytesRead: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly refused: number;
}

export interface ImportReport {
  readonly progress: Readonly<ImportProgress>;
  /** The first refusals, for the message of an import that took nothing. */
  readonly firstRefusals: readonly string[];
  readBytes(count: number): void;
  accepted(count: number): void;
  refused(place: string, reason: string): void;
  duplicate(place: string, reason: string): void;
  /** Worth knowing, yet neither refused nor merged. */
  note(place: string, reason: string): void;
  /** Writes what is new when half a second has passed or much has gathered. */
  tick(): Promise<void>;
  write(): Promise<void>;
}

export interface ReportedImport {
  readonly importId: string;
  readonly projectId: string;
  readonly bytesTotal: number;
}

/**
 * Counts an import and writes the counts and the named lines outside of its transaction, so that they show
 * while it runs and remain when it fails. `db` must have a connection to spare for this.
 */
export function createImportReport(
  db: Db,
  reported: ReportedImport,
  now: () => number,
  onProgress: (progress: ImportProgress) => void,
): ImportReport {
  const counts = { bytesRead: 0, accepted: 0, duplicates: 0, refused: 0 };
  const progress = () => ({ bytesTotal: reported.bytesTotal, ...counts });
  const firstRefusals: string[] = [];
  let notes: (typeof importRefusals.$inferInsert)[] = [];
  let position = 0;
  let writtenAt = now();
  const note = (place: string, reason: string) => {
    notes.push({ importId: reported.importId, position: position++, place, reason });
  };
  const write = async () => {
    writtenAt = now();
    const writing = notes;
    notes = [];
    for (let i = 0; i < writing.length; i += notesHeld) {
      await db.insert(importRefusals).values(writing.slice(i, i + notesHeld));
    }
    await db.update(imports).set(progress()).where(eq(imports.id, reported.importId));
    await notify(db, reported.projectId, "import");
    onProgress(progress());
  };
  return {
    get progress() {
      return progress();
    },
    firstRefusals,
    readBytes: (count) => {
      counts.bytesRead += count;
    },
    accepted: (count) => {
      counts.accepted += count;
    },
    refused: (place, reason) => {
      counts.refused++;
      if (firstRefusals.length < 3) firstRefusals.push(`${place}: ${reason}`);
      note(place, reason);
    },
    duplicate: (place, reason) => {
      counts.duplicates++;
      note(place, reason);
    },
    note,
    tick: async () => {
      if (notes.length >= notesHeld || now() - writtenAt >= writeEveryMs) await write();
    },
    write,
  };
}
