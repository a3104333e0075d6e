import { eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { keepCostly } from "@/db/keep-costly";
import { projects } from "@/db/schema/projects";
import {
  fewestSimulationLabels,
  type SimulationOffers,
  type SimulationSource,
} from "../contracts/simulations";
import { newestFinished } from "../encodings/newest-encoding";
import { UNLEASED } from "../labeling/provenance";
import { RANDOM } from "../learning/choose-queue";
import { activeClassIds } from "../rounds/read-labels";

export type ProjectLabelChoice = Extract<SimulationSource, { kind: "project" }>["labels"];

/** Labels that say something of classes that are not archived, and how many different ones there are. */
interface Counted {
  readonly labels: number;
  readonly answers: number;
}

/** How many labels could be simulated on: all, and those that were drawn at random, of the holdout and the random arm. */
export interface SimulationLabels extends Readonly<Record<ProjectLabelChoice, Counted>> {
  /** Active ones of the project. */
  readonly classCount: number;
  /** Why not even all of them would do. */
  readonly refusal: SimulationOffers["labels"]["refusal"];
}

export async function countSimulationLabels(db: Db, projectId: string): Promise<SimulationLabels> {
  const [[project], encoding, classIds, rows] = await Promise.all([
    db.select({ task: projects.task }).from(projects).where(eq(projects.id, projectId)),
    newestFinished(db, projectId),
    activeClassIds(db, projectId),
    countLabelsOften(db, projectId),
  ]);
  const isMulti = project?.task === "multi";
  const counted = rows.flatMap(({ slot, label_class_ids, labels }) => {
    const left = label_class_ids.filter((id) => classIds.includes(id)).sort();
    // What is left of a set without its archived classes is true of the others, even if it is nothing.
    return isMulti || left.length > 0 ? [{ slot, answer: left.join(" "), labels }] : [];
  });
  const all = countUp(counted);
  return {
    all,
    random: countUp(counted.filter(({ slot }) => slot === "explore" || slot === "holdout")),
    classCount: classIds.length,
    refusal: encoding === null ? "not-encoded" : refusalOf(all),
  };
}

/** Why so many labels cannot be simulated on; null when they can. */
export function refusalOf({ labels, answers }: Counted): "few-labels" | "one-class" | null {
  if (labels < fewestSimulationLabels) return "few-labels";
  return answers < 2 ? "one-class" : null;
}

function countUp(counted: readonly { readonly answer: string; readonly labels: number }[]): Counted {
  return {
    labels: counted.reduce((sum, { labels }) => sum + labels, 0),
    answers: new Set(counted.map(({ answer }) => answer)).size,
  };
}

/** So many labels of a slot give this answer: one class, or those of a sample that may have several. */
type CountRow = { slot: string; label_class_ids: string[]; labels: number };

const recent = new WeakMap<Db, (projectId: string) => Promise<CountRow[]>>();

/** Open pages ask all the time. */
function countLabelsOften(db: Db, projectId: string): Promise<CountRow[]> {
  const count = recent.get(db) ?? keepCostly((id) => countLabels(db, id));
  recent.set(db, count);
  return count(projectId);
}

/** No simulation draws as many. */
const mostCounted = 20_000;

const encodedRows = (projectId: string) => sql`coalesce((
  select e.row_count from encodings e where e.project_id = ${projectId} and e.state = 'done'
  order by e.started_at desc limit 1), ${2 ** 31 - 1})`;

/** No sample is looked up where all are encoded, and no draw where all of the holdout were random. */
const someLabels = (projectId: string, ofSlots: SQL) => sql`
  select l.slot, coalesce(l.label_class_ids, array_remove(array[l.label_class_id], null)) as label_class_ids
  from labels l
  where l.project_id = ${projectId} and ${ofSlots}
    and ((select max(row) from samples where project_id = ${projectId}) < ${encodedRows(projectId)}
      or (select s.row from samples s where s.id = l.sample_id) < ${encodedRows(projectId)})
    and (l.slot <> 'holdout'
      or l.sample_id not in (
        select a.sample_id from annotations a
        where a.project_id = ${projectId} and a.slot = 'holdout' and a.strategy <> ${sql.raw(`'${RANDOM}'`)})
      or (
      select a.strategy from current_annotations c join annotations a on a.id = c.annotation_id
      where c.sample_id = l.sample_id and a.slot = 'holdout' and a.strategy <> ${UNLEASED}
      order by a.sequence limit 1) = ${RANDOM})
  limit ${mostCounted}`;

/**
 * Those that `readLabels` gives, of rows that are encoded, which are all while none is: samples of the holdout that active
 * testing drew are no random ones. Of very many not all are counted.
 */
async function countLabels(db: Db, projectId: string): Promise<CountRow[]> {
  const found = await db.execute<CountRow>(sql`
    select slot, label_class_ids, count(*)::int as labels
    from (
      (${someLabels(projectId, sql`l.slot in ('query', 'imported')`)}) union all
      (${someLabels(projectId, sql`l.slot in ('explore', 'holdout')`)})) counted
    group by slot, label_class_ids`);
  return found.rows;
}
