import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { LabelUse } from "../contracts/projects";
import { type FoundSample, findSamples } from "./find-samples";
import type { ImportClasses } from "./import-classes";
import type { ImportReport } from "./import-report";
import { arrayLiteral, insertSamples, type NewSample } from "./insert-samples";
import type { PreparedSample } from "./prepare-samples";
import type { Refusal } from "./readers/reader";
import { refuseRepeatedIds } from "./refuse-repeated-ids";

export interface TakingIn {
  readonly tx: Db;
  readonly projectId: string;
  readonly importId: string;
  readonly labelUse: LabelUse;
  readonly classes: ImportClasses;
  readonly report: ImportReport;
  /** Row of the next new sample. */
  nextRow: number;
}

/**
 * Inserts the new contents of a batch, merges the others into the samples that have them already, and
 * reports both these and what was refused, in the order of the file.
 */
export async function takeInBatch(
  taking: TakingIn,
  read: readonly (PreparedSample | Refusal)[],
): Promise<void> {
  const batch = await refuseRepeatedIds(taking.tx, read);
  const hashes = batch.flatMap((found) => (found.kind === "sample" ? [found.contentHash] : []));
  const known = await findSamples(taking.tx, taking.projectId, taking.labelUse, [...new Set(hashes)]);
  const added = new Map<string, NewSample>();
  const noted: (NewSample | Refusal)[] = [];
  for (const found of batch) {
    if (found.kind === "refusal") {
      noted.push(found);
      continue;
    }
    const sample = { ...found, labelClassIds: classesOf(taking, found) };
    if (known.has(sample.contentHash) || added.has(sample.contentHash)) noted.push(sample);
    else added.set(sample.contentHash, sample);
  }
  await insertAdded(taking, [...added.values()], known);
  const newlyLabeled = noted.filter((found): found is NewSample => {
    if (found.kind === "sample") return merge(taking, found, known.get(found.contentHash)!);
    taking.report.refused(found.place, found.reason);
    return false;
  });
  await addLabels(taking.tx, newlyLabeled, known);
}

async function insertAdded(
  taking: TakingIn,
  samples: readonly NewSample[],
  known: Map<string, FoundSample>,
): Promise<void> {
  if (samples.length === 0) return;
  const ids = await insertSamples(taking.tx, { ...taking, firstRow: taking.nextRow }, samples);
  samples.forEach(({ contentHash, place, labelClassIds }, i) => {
    known.set(contentHash, { id: ids[i]!, place, labelClassIds });
  });
  taking.nextRow += samples.length;
  taking.report.accepted(samples.length);
}

/** The ids of its classes, in order; null without a label. */
function classesOf(
  { labelUse, classes, report }: TakingIn,
  sample: PreparedSample,
): readonly string[] | null {
  const names = sample.labels ?? (sample.label === undefined ? null : [sample.label]);
  if (labelUse === "ignore" || names === null) return null;
  const ids = names.flatMap((name) => {
    const id = classes.idOf(name);
    if (id === null) {
      report.note(sample.place, `its class “${name}” is archived: taken in without the label`);
    }
    return id ?? [];
  });
  // "None of the classes" was said by an empty set, not by one of archived classes.
  return ids.length === 0 && names.length > 0 ? null : ids.sort();
}

/** Reports a repeated content. Returns true when the sample had no label and takes this one's. */
function merge({ classes, report }: TakingIn, sample: NewSample, first: FoundSample): boolean {
  const of = first.place === null ? "a sample already in the pool" : first.place;
  const duplicate = `duplicate of ${of}`;
  const label = sample.labelClassIds;
  if (label === null || isSame(label, first.labelClassIds)) {
    report.duplicate(sample.place, duplicate);
    return false;
  }
  const named = (ids: readonly string[]) =>
    ids
      .map((id) => `“${classes.nameOf(id)}”`)
      .sort()
      .join(", ") || "no class";
  if (first.labelClassIds === null) {
    report.duplicate(sample.place, `${duplicate}, which gets its label ${named(label)}`);
    first.labelClassIds = label;
    return true;
  }
  const [says, kept] = [named(label), named(first.labelClassIds)];
  report.duplicate(sample.place, `${duplicate} with another label: ${says} here, ${kept} there is kept`);
  return false;
}

function isSame(ids: readonly string[], others: readonly string[] | null): boolean {
  return ids.length === others?.length && ids.every((id, i) => id === others[i]);
}

async function addLabels(tx: Db, labeled: readonly NewSample[], found: ReadonlyMap<string, FoundSample>) {
  if (labeled.length === 0) return;
  const ids = labeled.map(({ contentHash }) => found.get(contentHash)!.id);
  const sets = labeled.map(({ labelClassIds }) => arrayLiteral(labelClassIds));
  await tx.execute(sql`
    insert into import_scratch (sample_id, label_class_ids)
    select id, ids::uuid[] from unnest(${sql.param(ids)}::bigint[], ${sql.param(sets)}::text[]) t(id, ids)
    on conflict (sample_id) do update set label_class_ids = excluded.label_class_ids`);
}
