import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { LabelUse } from "../contracts/projects";
import { type FoundSample, findSamples } from "./find-samples";
import type { ImportClasses } from "./import-classes";
import type { ImportReport } from "./import-report";
import { insertSamples, type NewSample } from "./insert-samples";
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
    const sample = { ...found, labelClassId: classOf(taking, found) };
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
  samples.forEach(({ contentHash, place, labelClassId }, i) => {
    known.set(contentHash, { id: ids[i]!, place, labelClassId });
  });
  taking.nextRow += samples.length;
  taking.report.accepted(samples.length);
}

function classOf({ labelUse, classes, report }: TakingIn, sample: PreparedSample): string | null {
  if (labelUse === "ignore" || sample.label === undefined) return null;
  const id = classes.idOf(sample.label);
  if (id === null) {
    report.note(sample.place, `its class “${sample.label}” is archived: taken in without the label`);
  }
  return id;
}

/** Reports a repeated content. Returns true when the sample had no label and takes this one's. */
function merge({ classes, report }: TakingIn, sample: NewSample, first: FoundSample): boolean {
  const of = first.place === null ? "a sample already in the pool" : first.place;
  const duplicate = `duplicate of ${of}`;
  const label = sample.labelClassId;
  if (label === null || label === first.labelClassId) {
    report.duplicate(sample.place, duplicate);
    return false;
  }
  if (first.labelClassId === null) {
    report.duplicate(sample.place, `${duplicate}, which gets its label “${classes.nameOf(label)}”`);
    first.labelClassId = label;
    return true;
  }
  const [says, kept] = [classes.nameOf(label), classes.nameOf(first.labelClassId)];
  report.duplicate(sample.place, `${duplicate} with another label: “${says}” here, “${kept}” there is kept`);
  return false;
}

async function addLabels(tx: Db, labeled: readonly NewSample[], found: ReadonlyMap<string, FoundSample>) {
  if (labeled.length === 0) return;
  const ids = labeled.map(({ contentHash }) => found.get(contentHash)!.id);
  await tx.execute(sql`
    insert into import_scratch (sample_id, label_class_id)
    select * from unnest(${sql.param(ids)}::bigint[], ${sql.param(labeled.map((s) => s.labelClassId))}::uuid[])
    on conflict (sample_id) do update set label_class_id = excluded.label_class_id`);
}
