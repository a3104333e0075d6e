import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Slot } from "@/lib/contracts/labeling";
import type { AccuracyCost, Ledger, PacedWork } from "@/lib/contracts/ledger";
import type { Db } from "../client";
import { users } from "../schema/accounts";
import { labelClasses, projects } from "../schema/projects";
import { type ClassRow, type EffortRow, type LedgerWork, readLedgerWork } from "./ledger-work";
import { isOfToday } from "./todays-models";

const daysShown = 60;

/** What labeling took and cost, by whom, for what and when; null when there is no such project. */
export async function readLedger(db: Db, projectId: string, timeZone: string): Promise<Ledger | null> {
  const [[project], work, classes, curve] = await Promise.all([
    db.select().from(projects).where(eq(projects.id, projectId)),
    readLedgerWork(db, projectId, timeZone),
    db.select().from(labelClasses).where(eq(labelClasses.projectId, projectId)),
    readCurveEnds(db, projectId),
  ]);
  if (!project) return null;
  const { hourlyRate, currency } = project;
  const costOf = (seconds: number) => (hourlyRate === null ? null : (seconds / 3600) * hourlyRate);
  const priced: Priced = ({ labels, effort }) => ({
    labels,
    activeSeconds: effort.seconds,
    medianSeconds: effort.median,
    cost: costOf(effort.seconds),
  });
  const slots = slotsOf(work, priced);
  const totals = totalsOf(work, priced);
  return {
    hourlyRate,
    currency,
    totals: {
      ...totals,
      costPerLabel: totals.cost === null || totals.labels === 0 ? null : totals.cost / totals.labels,
      goneSeconds: Math.max(0, totals.activeSeconds - standingSeconds(work)),
    },
    people: peopleOf(work, await readPeople(db, work), priced),
    classes: classesOf(work, classes, priced),
    slots,
    days: daysOf(work, costOf),
    accuracy: accuracyCost(curve, hourlyRate),
  };
}

/** Of answers that stand, and of those that a lead says again to make them gold. */
function standingSeconds({ people, repeated }: LedgerWork): number {
  return sum([...people.map((row) => row.standing_seconds), ...repeated.map(({ seconds }) => seconds)]);
}

type Priced = (work: { readonly labels: number; readonly effort: Effort }) => PacedWork;

interface Effort {
  readonly seconds: number;
  /** Of the labels among them; null without any. */
  readonly median: number | null;
}

/** `share`: of each row, what belongs to whom is asked about. */
function effortOf<Row extends EffortRow>(
  rows: readonly Row[],
  share: (row: Row) => number = () => 1,
): Effort {
  // Nobody takes no time: what is said again or corrected in a list of one's own answers is not timed.
  const timed = rows.filter(({ is_label, tenths }) => is_label && tenths !== null && tenths > 0);
  return { seconds: sum(rows.map((row) => row.seconds * share(row))), median: medianOf(timed) };
}

/** In seconds, from counts by tenths of a second. */
function medianOf(rows: readonly EffortRow[]): number | null {
  const sorted = [...rows].sort((a, b) => a.tenths! - b.tenths!);
  const count = sum(sorted.map(({ acts }) => acts));
  if (count === 0) return null;
  const at = (rank: number) => {
    let seen = 0;
    for (const { tenths, acts } of sorted) {
      seen += acts;
      if (seen > rank) return tenths! / 10;
    }
    return sorted.at(-1)!.tenths! / 10;
  };
  return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
}

function totalsOf({ slots, labels }: LedgerWork, priced: Priced): PacedWork {
  const spent = labels.filter(({ slot }) => slot !== "imported");
  return priced({
    labels: sum(spent.map((row) => row.labels)),
    effort: effortOf(slots),
  });
}

const slotNames: readonly Slot[] = ["query", "explore", "holdout", "imported"];

function slotsOf({ slots, labels }: LedgerWork, priced: Priced): Ledger["slots"] {
  return slotNames
    .map((slot) => ({
      slot,
      ...priced({
        labels: sum(labels.filter((row) => row.slot === slot).map((row) => row.labels)),
        effort: effortOf(slots.filter((row) => row.slot === slot)),
      }),
    }))
    .filter(({ labels: count, activeSeconds }) => count > 0 || activeSeconds > 0);
}

/** The names of those who answered something, in the order in which they began. */
async function readPeople(db: Db, { people }: LedgerWork): Promise<{ id: string; name: string }[]> {
  const began = new Map<string, number>();
  for (const { annotator_id: id, began: first } of people) {
    began.set(id, Math.min(first, began.get(id) ?? Number.POSITIVE_INFINITY));
  }
  const { id, name } = users;
  const found = await db
    .select({ id, name })
    .from(users)
    .where(inArray(id, [...began.keys()]));
  return found.sort((a, b) => began.get(a.id)! - began.get(b.id)!);
}

function peopleOf(
  work: LedgerWork,
  people: Awaited<ReturnType<typeof readPeople>>,
  priced: Priced,
): Ledger["people"] {
  return people.flatMap(({ id, name }, i) =>
    [false, true].flatMap((isOracle) => {
      const own = work.people.filter((row) => row.annotator_id === id && row.is_oracle === isOracle);
      if (own.length === 0) return [];
      const labels = sum(own.filter(({ is_label }) => is_label).map(({ standing }) => standing));
      return [{ number: i + 1, name, isOracle, ...priced({ labels, effort: effortOf(own) }) }];
    }),
  );
}

/** The classes of a label, or of a set. */
function classIdsOf(row: Pick<ClassRow, "label_class_id" | "label_class_ids">): readonly string[] {
  return row.label_class_ids ?? (row.label_class_id === null ? [] : [row.label_class_id]);
}

function classesOf(
  work: LedgerWork,
  classes: readonly (typeof labelClasses.$inferSelect)[],
  priced: Priced,
): Ledger["classes"] {
  const answers = work.classes.filter(({ is_label }) => is_label);
  const spent = work.labels.filter(({ slot }) => slot !== "imported");
  const ofClasses = [...classes]
    .sort((a, b) => a.position - b.position)
    .map(({ id, name, position }) => ({
      kind: "class" as const,
      name,
      position,
      ...priced({
        labels: sum(spent.filter((row) => classIdsOf(row).includes(id)).map((row) => row.labels)),
        effort: effortOf(
          answers.filter((row) => classIdsOf(row).includes(id)),
          (row) => 1 / classIdsOf(row).length,
        ),
      }),
    }));
  const isEmpty = (row: Pick<ClassRow, "label_class_id" | "label_class_ids">) => classIdsOf(row).length === 0;
  const none = priced({
    labels: sum(spent.filter(isEmpty).map((row) => row.labels)),
    effort: effortOf(answers.filter(isEmpty)),
  });
  const other = priced({
    labels: 0,
    effort: effortOf(work.classes.filter(({ is_label }) => !is_label)),
  });
  return [
    ...ofClasses,
    { kind: "none" as const, name: "", position: -1, ...none },
    { kind: "other" as const, name: "", position: -1, ...other },
  ].filter(({ labels: count, activeSeconds }) => count > 0 || activeSeconds > 0);
}

function daysOf({ days }: LedgerWork, costOf: (seconds: number) => number | null): Ledger["days"] {
  return [...days]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .slice(-daysShown)
    .map(({ day, labels, seconds }) => ({ day, labels, activeSeconds: seconds, cost: costOf(seconds) }));
}

type CurveEnd = {
  accuracy: number;
  low: number;
  high: number;
  labels_spent: number;
  active_seconds: number | null;
};

/** The first and the last measured model of today's classes; one where there is no other. */
async function readCurveEnds(db: Db, projectId: string): Promise<CurveEnd[]> {
  const end = (order: SQL) => sql`
    select m.number, e.accuracy, e.low, e.high, m.labels_spent, m.active_seconds
    from model_versions m join evaluations e on e.model_version_id = m.id
    where m.project_id = ${projectId} and ${isOfToday(sql`m`, projectId)}
    order by m.number ${order} limit 1`;
  const found = await db.execute<CurveEnd>(sql`(${end(sql`asc`)}) union (${end(sql`desc`)}) order by number`);
  return found.rows;
}

function accuracyCost([first, last]: readonly CurveEnd[], hourlyRate: number | null): AccuracyCost {
  if (!first || !last) return { kind: "tooEarly" };
  const points = 100 * (last.accuracy - first.accuracy);
  if (first.low <= last.high && last.low <= first.high) return { kind: "indistinguishable", points };
  if (points < 0) return { kind: "fell", points };
  if (first.active_seconds === null || last.active_seconds === null) return { kind: "tooEarly" };
  const activeSeconds = last.active_seconds - first.active_seconds;
  const secondsPerPoint = {
    value: activeSeconds / points,
    low: activeSeconds / (100 * (last.high - first.low)),
    high: activeSeconds / (100 * (last.low - first.high)),
  };
  const costOf = (seconds: number) => (seconds / 3600) * hourlyRate!;
  return {
    kind: "gained",
    points,
    labels: last.labels_spent - first.labels_spent,
    activeSeconds,
    secondsPerPoint,
    costPerPoint:
      hourlyRate === null
        ? null
        : {
            value: costOf(secondsPerPoint.value),
            low: costOf(secondsPerPoint.low),
            high: costOf(secondsPerPoint.high),
          },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
