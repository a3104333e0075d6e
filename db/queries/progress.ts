import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type {
  CurveMetric,
  Estimate,
  Expense,
  Forecast,
  Progress,
  ProgressMark,
  ProgressPoint,
  Saved,
} from "@/lib/contracts/progress";
import type { Db } from "../client";
import { projects } from "../schema/projects";
import { adviceKindOf } from "./advice-kind";
import { boundByPool } from "./bound-by-pool";
import { readClassNames } from "./class-names";
import { holdoutGrowthOf, labelsForAskedWidth, labelsForMacroF1 } from "./holdout-growth";
import { isDrawnAtRandom } from "./is-drawn-at-random";
import { type Measurements, readMeasurements } from "./measurements";
import { pinnedModelNumber } from "./pinned-model-number";
import { countSpentOfPool } from "./spent";
import { isOfToday } from "./todays-models";

/** What the labels bought so far, and what the next ones would; null when there is no such project. */
export async function readProgress(db: Db, projectId: string): Promise<Progress | null> {
  const [[project], measured, { labelsSpent, ownSamples }, secondsPerLabel, curve, marks, classes] =
    await Promise.all([
      db
        .select({ ...getTableColumns(projects), pinnedModelNumber: pinnedModelNumber(sql`projects`) })
        .from(projects)
        .where(eq(projects.id, projectId)),
      readMeasurements(db, projectId),
      countSpentOfPool(db, projectId),
      readSecondsPerLabel(db, projectId),
      readCurve(db, projectId),
      readMarks(db, projectId),
      readClassNames(db, projectId),
    ]);
  if (!project) return null;
  const prices = { secondsPerLabel, hourlyRate: project.hourlyRate };
  const { outlook, active, random } = measured;
  const isRandom = await isDrawnAtRandom(db, project);
  return {
    metric: project.targetMetric,
    target: project.target,
    hourlyRate: project.hourlyRate,
    currency: project.currency,
    secondsPerLabel,
    labelsSpent,
    budget: project.budget,
    pinnedModelNumber: project.pinnedModelNumber,
    curve: withIntervals(curve, outlook),
    marks,
    random: (random?.result.points ?? []).map((point) => ({ ...point })),
    randomMeasured: random && { labelsSpent: random.labelsSpent, at: random.measuredAt.toISOString() },
    saved: byMetric((metric) =>
      isRandom ? { kind: "drawnAtRandom" } : savedOf(random, metric, ownSamples, prices),
    ),
    slope: byMetric((metric) => outlook?.result.slope[metric] ?? null),
    forecast: forecastOf(project, outlook, prices),
    path: byMetric((metric) => [...(outlook?.result.path[metric] ?? [])]),
    advice: {
      kind: adviceKindOf({ ...project, labelsSpent, ownSamples }, outlook?.result ?? null),
      nextHundred: outlook?.result.metric === project.targetMetric ? outlook.result.nextHundred : null,
      priceOfHundred: moneyOf(100, prices),
      stability: outlook?.result.stability ?? null,
    },
    holdout: {
      growth: holdoutGrowthOf(project, outlook?.result ?? null),
      share: project.holdoutQuota,
      plainLabels: outlook?.result.holdoutCount ?? (await countPlainLabels(db, projectId)),
      activeLabels: active?.result.told?.labels ?? 0,
      width: outlook && outlook.result.holdoutAccuracy.high - outlook.result.holdoutAccuracy.low,
      askedWidth: project.holdoutWidth,
      labelsForAskedWidth: labelsForAskedWidth(project, outlook?.result ?? null),
      labelsForMacroF1: labelsForMacroF1(
        project.task,
        classes.filter(({ isArchived }) => !isArchived).length,
        outlook?.result ?? null,
      ),
      sampling: project.holdoutSampling,
      active: active?.result.told ?? null,
    },
  };
}

interface Prices {
  readonly secondsPerLabel: number | null;
  readonly hourlyRate: number | null;
}

function byMetric<Value>(of: (metric: CurveMetric) => Value): Record<CurveMetric, Value> {
  return { accuracy: of("accuracy"), macroF1: of("macroF1"), logLoss: of("logLoss") };
}

function hoursOf(labels: number, { secondsPerLabel }: Prices): number | null {
  return secondsPerLabel === null ? null : (labels * secondsPerLabel) / 3600;
}

function moneyOf(labels: number, prices: Prices): number | null {
  const hours = hoursOf(labels, prices);
  return hours === null || prices.hourlyRate === null ? null : hours * prices.hourlyRate;
}

/** What so many labels take. */
function expenseOf(labels: Estimate, prices: Prices): Expense {
  const through = (of: (labels: number, prices: Prices) => number | null): Estimate | null => {
    const value = of(labels.value, prices);
    if (value === null) return null;
    const end = (at: number | null) => (at === null ? null : of(at, prices));
    return { value, low: end(labels.low), high: end(labels.high) };
  };
  return { labels, hours: through(hoursOf), money: through(moneyOf) };
}

function savedOf(random: Measurements["random"], metric: CurveMetric, pool: number, prices: Prices): Saved {
  if (!random) return { kind: "tooEarly", holdoutNeeded: null, randomMissing: null };
  const saved = boundByPool(random.result.saved[metric], random.labelsSpent, pool);
  if (saved.kind === "noInterval") return saved;
  if (saved.kind === "tooEarly") return { ...saved, randomMissing: saved.randomMissing ?? null };
  return { ...saved, saved: expenseOf(saved.saved, prices) };
}

/** One of another target than today's is not told: the next one is measured already. */
function forecastOf(
  { target, targetMetric }: typeof projects.$inferSelect,
  outlook: Measurements["outlook"],
  prices: Prices,
): Forecast {
  if (target === null) return { kind: "noTarget" };
  const isOfToday = outlook?.result.target === target && outlook.result.metric === targetMetric;
  if (outlook && !isOfToday) return { kind: "measuring" };
  const needed = outlook?.result.needed;
  if (!needed) return { kind: "cannotTell", because: "fewPoints", holdoutNeeded: null, atLeast: null };
  if (needed.kind === "forecast") {
    const { holdoutNeeded = null } = needed;
    return { kind: "forecast", needed: expenseOf(needed.needed, prices), holdoutNeeded };
  }
  if (needed.kind === "reached") return needed;
  // A quantile of draws is no whole number.
  return { ...needed, atLeast: needed.atLeast === null ? null : Math.floor(needed.atLeast) };
}

/** Labels told by a median of so many: the pace of now, not of the first hour. */
const paceLabels = 200;

async function readSecondsPerLabel(db: Db, projectId: string): Promise<number | null> {
  const found = await db.execute<{ seconds: number | null }>(sql`
    select percentile_cont(0.5) within group (order by seconds)::float8 as seconds
    from (
      select seconds from annotations
      where project_id = ${projectId} and action = 'label' and seconds is not null and source <> 'imported'
      order by sequence desc limit ${paceLabels}) recent`);
  return found.rows[0]?.seconds ?? null;
}

/** Labels of the holdout that were drawn at random, as far as there is no outlook to tell which of them it knows. */
async function countPlainLabels(db: Db, projectId: string): Promise<number> {
  const found = await db.execute<{ labels: number }>(sql`
    select count(*)::int as labels from labels l
    where l.project_id = ${projectId} and l.slot = 'holdout' and not exists (
      select from annotations a
      where a.sample_id = l.sample_id and a.slot = 'holdout' and a.strategy = 'active-testing')`);
  return found.rows[0]!.labels;
}

type CurveRow = {
  id: string;
  number: number;
  labels_spent: number;
  training_labels: number;
  active_seconds: number | null;
  holdout_count: number;
  accuracy: number;
  low: number;
  high: number;
  macro_f1: number;
  log_loss: number;
};

/**
 * A point for each number of labels, the newest model of those with as many. Of more than can be seen one for each of
 * so many equal parts of the labels, the last of its part, which an index finds without going through the others. Models
 * of other classes than today's belong to another curve.
 */
const mostPoints = 400;

async function readCurve(db: Db, projectId: string): Promise<CurveRow[]> {
  const measured = sql`m.project_id = ${projectId} and ${isOfToday(sql`m`, projectId)}
    and exists (select from evaluations e where e.model_version_id = m.id)`;
  const end = (order: SQL) => sql`(
    select m.labels_spent from model_versions m where ${measured} order by m.labels_spent ${order} limit 1)`;
  const found = await db.execute<CurveRow>(sql`
    with single as materialized (
      select distinct m.labels_spent from model_versions m where ${measured}
      order by m.labels_spent limit ${mostPoints + 1}
    ), parts as (
      select labels_spent - 1 as above, labels_spent as up_to from single
      where (select count(*) from single) <= ${mostPoints}
      union all
      select least + (most - least) * part / ${mostPoints}, least + (most - least) * (part + 1) / ${mostPoints}
      from (select ${end(sql`asc`)} - 1::bigint as least, ${end(sql`desc`)} as most) ends,
        generate_series(0, ${mostPoints - 1}) part
      where (select count(*) from single) > ${mostPoints}
    )
    select point.*, e.holdout_count, e.accuracy, e.low, e.high, e.macro_f1, e.log_loss
    from parts cross join lateral (
      select m.id, m.number, m.labels_spent, m.training_labels, m.active_seconds from model_versions m
      where ${measured} and m.labels_spent > parts.above and m.labels_spent <= parts.up_to
      order by m.labels_spent desc, m.number desc limit 1) point
    join evaluations e on e.model_version_id = point.id
    order by point.labels_spent`);
  return found.rows;
}

/**
 * Points that were measured again on today's holdout have all intervals; the others that of their accuracy, as it was
 * when they were measured last.
 */
function withIntervals(rows: readonly CurveRow[], outlook: Measurements["outlook"]): ProgressPoint[] {
  const scores = new Map(outlook?.result.curve.map((point) => [point.modelVersionId, point.scores]));
  return rows.map((row) => {
    const known = scores.get(row.id);
    return {
      modelNumber: row.number,
      labelsSpent: row.labels_spent,
      trainingLabels: row.training_labels,
      activeSeconds: row.active_seconds,
      holdoutCount: known ? outlook!.result.holdoutCount : row.holdout_count,
      scores: known ?? {
        accuracy: { value: row.accuracy, low: row.low, high: row.high },
        macroF1: { value: row.macro_f1, low: null, high: null },
        logLoss: { value: row.log_loss, low: null, high: null },
      },
    };
  });
}

type MarkRow = { labels_spent: number; kind: ProgressMark["kind"]; before: string; after: string };

async function readMarks(db: Db, projectId: string): Promise<ProgressMark[]> {
  const found = await db.execute<MarkRow>(sql`
    with successive as (
      select labels_spent, learner, strategy, encoding_id,
        label_class_ids <> lag(label_class_ids) over by_number as has_other_classes,
        lag(learner) over by_number as old_learner,
        lag(strategy) over by_number as old_strategy,
        lag(encoding_id) over by_number as old_encoding_id
      from model_versions where project_id = ${projectId}
      window by_number as (order by number)
    ), changes as materialized (
      select * from successive
      where has_other_classes or old_learner <> learner or old_strategy <> strategy or old_encoding_id <> encoding_id
    )
    select labels_spent, 'learner' as kind, old_learner as before, learner as after
      from changes where old_learner <> learner
    union all
    select labels_spent, 'strategy', old_strategy, strategy from changes where old_strategy <> strategy
    union all
    select labels_spent, 'encoder', before.encoder, after.encoder
      from changes join encodings before on before.id = old_encoding_id join encodings after on after.id = encoding_id
      where before.encoder <> after.encoder
    union all
    select labels_spent, 'classes', '', '' from changes where has_other_classes
    union all
    select coalesce(max(m.labels_spent), 0), 'guidelines', '', ''
      from projects p join model_versions m on m.project_id = p.id and m.created_at <= p.guidelines_changed_at
      where p.id = ${projectId} group by p.id
    order by labels_spent`);
  return found.rows.map(({ labels_spent, kind, before, after }) => {
    return { labelsSpent: labels_spent, kind, from: before, to: after };
  });
}
