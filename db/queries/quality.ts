import { eq, type SQL, sql } from "drizzle-orm";
import type { MeasuredOutlook } from "@/lib/contracts/measurements";
import type { HoldoutSample, Quality } from "@/lib/contracts/quality";
import type { Db } from "../client";
import { projects } from "../schema/projects";
import { adviceKindOf } from "./advice-kind";
import { readClassNames } from "./class-names";
import { holdoutGrowthOf, labelsForAskedWidth } from "./holdout-growth";
import { type Measurements, readMeasurements } from "./measurements";
import { pinnedModelNumber } from "./pinned-model-number";
import { excerptLength, imageUrlOf } from "./sample-excerpt";
import { countSpentOfPool } from "./spent";
import { byNeed, type ClassCounts, expectedF1s } from "./worst-classes";

/** What the newest model is wrong about, and whether it is the data or the model. */
export async function readQuality(db: Db, projectId: string): Promise<Quality> {
  const [{ outlook, random }, classes, spentOfPool, [project]] = await Promise.all([
    readMeasurements(db, projectId),
    readClassNames(db, projectId),
    countSpentOfPool(db, projectId),
    db
      .select({
        holdoutQuota: projects.holdoutQuota,
        holdoutSampling: projects.holdoutSampling,
        holdoutWidth: projects.holdoutWidth,
        budget: projects.budget,
        targetMetric: projects.targetMetric,
        target: projects.target,
        pinnedModelNumber: pinnedModelNumber(sql`projects`),
      })
      .from(projects)
      .where(eq(projects.id, projectId)),
  ]);
  if (!project) return nothingYet;
  const settings = {
    holdoutShare: project.holdoutQuota,
    holdoutGrowth: holdoutGrowthOf(project, outlook?.result ?? null),
    holdoutStopsAt: labelsForAskedWidth(project, outlook?.result ?? null),
    pinnedModelNumber: project.pinnedModelNumber,
  };
  if (!outlook) return { ...nothingYet, ...settings };
  const { result, modelNumber } = outlook;
  const ids = result.labelClassIds;
  const nameOf = new Map(classes.map(({ id, name }) => [id, name]));
  return {
    modelNumber,
    holdoutCount: result.holdoutCount,
    ...settings,
    labelClasses: ids.map((id) => ({ id, name: nameOf.get(id) ?? "" })),
    perClass: perClassOf(result),
    confusion: result.confusion?.map((row) => [...row]) ?? null,
    outcomes: result.outcomes ? [...result.outcomes] : null,
    calibration: [...result.calibration],
    // What was measured before chance was compared with is of other groups than the bins.
    calibrationError: result.calibrationByChance ? result.calibrationError : null,
    calibrationByChance: result.calibrationByChance ?? null,
    diagnosis: {
      trainingAccuracy: random?.result.trainingAccuracy ?? null,
      crossValidatedAccuracy: random?.result.crossValidatedAccuracy ?? null,
      holdoutAccuracy: result.holdoutAccuracy,
      spread: random?.result.spread ?? null,
      drift: result.drift,
      classesNeverSeen: result.neverSeen.map((c) => ids[c]!),
      trainingMeasured: random && { modelNumber: random.modelNumber, labelsSpent: random.labelsSpent },
      notKnown: notKnownTo(outlook, random),
      finding: result.finding,
      advice: adviceKindOf({ ...project, ...spentOfPool }, result),
    },
  };
}

function perClassOf({ perClass, confusion, outcomes, labelClassIds: ids }: MeasuredOutlook) {
  const counts = confusion ? confusion.map((_, c) => countsIn(confusion, c)) : outcomes?.map(countsOf);
  // Of an older release, where a sample may have several classes: there is nothing to tell them apart by.
  if (!counts) return [];
  const expected = expectedF1s(counts);
  const all = perClass.map(({ labelNext, simultaneousF1, ...score }, c) => ({
    ...score,
    ...counts[c]!,
    expectedF1: expected[c]!,
    simultaneousF1: simultaneousF1 ?? null,
    labelClassId: ids[c]!,
    labelNext: labelNext?.kind ?? null,
    confusedWith: labelNext?.with == null ? null : ids[labelNext.with]!,
  }));
  return all.sort(byNeed);
}

/** `confusion` has the truth by row. */
function countsIn(confusion: readonly (readonly number[])[], c: number): ClassCounts {
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  return {
    support: sum(confusion[c]!),
    predicted: sum(confusion.map((row) => row[c]!)),
    found: confusion[c]![c]!,
  };
}

type Outcomes = NonNullable<MeasuredOutlook["outcomes"]>[number];

function countsOf({ truePositives, falseNegatives, falsePositives }: Outcomes): ClassCounts {
  return {
    support: truePositives + falseNegatives,
    predicted: truePositives + falsePositives,
    found: truePositives,
  };
}

/** What the finding could not look at: also what was measured since, until it is found anew, a second later. */
function notKnownTo(
  { result, measuredAt }: NonNullable<Measurements["outlook"]>,
  random: Measurements["random"],
): NonNullable<Quality["diagnosis"]>["notKnown"] {
  const seen = random && random.measuredAt <= measuredAt ? random.result : null;
  return [
    ...(seen ? [] : (["memorising"] as const)),
    ...(seen?.spread ? [] : (["variance"] as const)),
    ...(result.drift ? [] : (["drift"] as const)),
  ];
}

const nothingYet: Quality = {
  modelNumber: null,
  pinnedModelNumber: null,
  holdoutCount: 0,
  holdoutShare: 0,
  holdoutGrowth: "noShare",
  holdoutStopsAt: null,
  labelClasses: [],
  perClass: [],
  confusion: null,
  outcomes: null,
  calibration: [],
  calibrationError: null,
  calibrationByChance: null,
  diagnosis: null,
};

/** A list of samples behind a number is not longer. */
export const mostHoldoutSamples = 100;

/** Samples of a cell of the confusion matrix: labeled as one class, taken for another by the newest model. */
export async function readHoldoutSamples(
  db: Db,
  projectId: string,
  cell: { readonly labeled: string; readonly predicted: string },
): Promise<HoldoutSample[]> {
  const { outlook } = await readMeasurements(db, projectId);
  if (!outlook) return [];
  const { labelClassIds, guesses } = outlook.result;
  const wanted = labelClassIds.indexOf(cell.predicted);
  const probabilityOf = new Map<number, number>();
  guesses.rows.forEach((row, i) => {
    if (guesses.classes[i] === wanted) probabilityOf.set(row, guesses.probabilities[i]!);
  });
  const found = await readGlimpses(
    db,
    projectId,
    [...probabilityOf.keys()],
    sql`join labels l on l.sample_id = s.id and l.slot = 'holdout' and l.label_class_id = ${cell.labeled}`,
  );
  return found
    .map(({ row, ...sample }) => ({
      ...sample,
      probability: probabilityOf.get(row)!,
      labelClassIds: [cell.labeled],
    }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, mostHoldoutSamples);
}

interface SampleGlimpse extends Pick<HoldoutSample, "sampleId" | "excerpt" | "imageUrl"> {
  readonly row: number;
}

type GlimpseRow = { row: number; sample_id: string; excerpt: string | null; has_image: boolean };

/** What a list shows of the samples at these rows that `joined` leaves, in no order. */
export async function readGlimpses(
  db: Db,
  projectId: string,
  rows: readonly number[],
  joined: SQL = sql``,
): Promise<SampleGlimpse[]> {
  if (rows.length === 0) return [];
  const found = await db.execute<GlimpseRow>(sql`
    select s.row, s.id as sample_id, left(p.text, ${excerptLength}) as excerpt, p.image_blob is not null as has_image
    from samples s ${joined}
    join sample_payloads p on p.sample_id = s.id
    where s.project_id = ${projectId} and s.row = any(${sql.param(rows)}::int[])`);
  return found.rows.map(({ row, sample_id, excerpt, has_image }) => ({
    row,
    sampleId: Number(sample_id),
    excerpt,
    imageUrl: has_image ? imageUrlOf(projectId, sample_id) : null,
  }));
}
