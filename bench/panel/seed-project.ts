import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { labelClasses } from "@/db/schema/projects";
import { measurements } from "@/db/schema/rounds";
import type { MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import { newId } from "@/lib/ids";
import { packBlocks } from "@/lib/learning/binary-layout";
import { byMetric } from "@/lib/learning/outlook/by-metric";
import { createRandom } from "@/lib/learning/random";
import { createProject } from "@/lib/projects/create-project";
import { storePoolSummary } from "@/lib/rounds/pool-summary-blob";
import type { BlobStore } from "@/lib/storage/blob-store";

const classNames = Array.from({ length: 10 }, (_, i) => `class ${i + 1}`);
const annotators = 20;
/** Rounds that were published: one for fifty labels, as where many annotators work at once. */
const models = 20_000;
/** Rows that one statement inserts. */
const atOnce = 100_000;

interface Seeding {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly ownerId: string;
  readonly samples: number;
  readonly labels: number;
}

/**
 * A project as large as asked, written straight into the database: texts, a label for each of the first `labels`, models
 * with their points, what was measured last, a live queue, a map. Its embeddings are none: no page reads them.
 */
export async function seedProject(seeding: Seeding): Promise<string> {
  const { db, ownerId } = seeding;
  const projectId = newId();
  const project = { name: "Million", modality: "text", labelClasses: [], budget: null, seed: 1 } as const;
  await createProject(db, { ...project, id: projectId, ownerId, newId });
  const classIds = await seedClasses(db, projectId);
  await seedSamples(seeding, projectId);
  // First the models: labels that no round has seen would have the worker run one.
  await seedModels(seeding, projectId, classIds);
  await seedLabels(seeding, projectId, classIds);
  await db.execute(sql`
    update projects set target = 0.95, hourly_rate = 30, holdout_width = 0.02 where id = ${projectId}`);
  await db.execute(sql`vacuum analyze`);
  return projectId;
}

async function seedClasses(db: Db, projectId: string): Promise<string[]> {
  const classes = classNames.map((name, position) => ({ id: newId(), projectId, name, position }));
  await db.insert(labelClasses).values(classes);
  return classes.map(({ id }) => id);
}

async function seedSamples({ db, samples }: Seeding, projectId: string): Promise<void> {
  const importId = newId();
  await db.execute(sql`
    insert into imports (id, project_id, file_name, format, label_use, state, source_path, accepted, finished_at)
    values (${importId}, ${projectId}, 'million.csv', 'csv', 'ignore', 'done', '', ${samples}, now())`);
  for (let from = 0; from < samples; from += atOnce) {
    const to = Math.min(samples, from + atOnce) - 1;
    await db.execute(sql`
      with added as (
        insert into samples (project_id, row, content_hash, import_id)
        select ${projectId}, row, sha256(row::text::bytea), ${importId}
        from generate_series(${from}::int, ${to}::int) row
        returning id, row
      ), texts as (
        insert into sample_payloads (sample_id, text)
        select id, 'Text number ' || row || ' of a pool in which every text says about as much as a headline does'
        from added
      )
      insert into sample_words (project_id, row, words, keys)
      select ${projectId}, row, to_tsvector('simple', 'text number ' || row), '{}' from added`);
  }
}

/** A tenth of the labels are of the random arm, a fifth of the holdout. */
async function seedLabels({ db, labels }: Seeding, projectId: string, classIds: string[]): Promise<void> {
  const userIds = Array.from({ length: annotators }, () => newId());
  await db
    .insert(users)
    .values(userIds.map((id, i) => ({ id, name: `Annotator ${i + 1}`, email: `${id}@example.org` })));
  for (const userId of userIds) {
    await db.execute(sql`
      insert into memberships (project_id, user_id, role) values (${projectId}, ${userId}, 'annotator')`);
  }
  for (let from = 0; from < labels; from += atOnce) {
    const to = Math.min(labels, from + atOnce) - 1;
    await db.execute(sql`
      insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, seconds, source, slot,
        strategy, score, propensity, generation, created_at)
      select gen_random_uuid(), ${projectId}, id, (${sql.param(userIds)}::text[])[1 + row % ${annotators}], 'label',
        (${sql.param(classIds)}::uuid[])[1 + (row * 7 + row / 13) % ${classIds.length}], 1 + (row % 50) / 10.0, 'annotator',
        case when row % 10 < 7 then 'query' when row % 10 = 7 then 'explore' else 'holdout' end,
        case when row % 10 < 7 then 'facility-location' else 'random' end, 0.5, 1, row / 1000, now() - interval '1 hour' - (${labels} - row) * interval '2 seconds'
      from samples where project_id = ${projectId} and row between ${from} and ${to} order by row`);
  }
}

async function seedModels(
  { db, blobs, samples, labels }: Seeding,
  projectId: string,
  classIds: string[],
): Promise<void> {
  const encodingId = newId();
  const random = createRandom(1, "panel");
  const places = Float32Array.from({ length: 2 * samples }, () => random.normal());
  const layoutBlob = await blobs.put(packBlocks({}, [places]));
  await db.execute(sql`
    insert into encodings (id, project_id, encoder, state, progress, row_count, fitted_rows, dimensions, encoder_blob,
      shard_blobs, layout_blob, finished_at)
    values (${encodingId}, ${projectId}, 'text-cooccurrence', 'done', 1, ${samples}, ${samples}, 64, '', '{}',
      ${layoutBlob}, now())`);
  await db.execute(sql`
    with published as (
      insert into rounds (id, project_id, number, state, cause, worker_id, seen_sequence, started_at, finished_at, stages,
        generation)
      select gen_random_uuid(), ${projectId}, n, 'published', 'labels', 'bench',
        0, now() - (${models} - n) * interval '1 minute',
        now() - (${models} - n) * interval '1 minute' + interval '1 second', '{"fit": 400, "score": 500}', n
      from generate_series(1, ${models}) n
      returning id, number
    ), trained as (
      insert into model_versions (id, project_id, round_id, encoding_id, number, learner, strategy, label_class_ids,
        training_labels, labels_spent, temperature, chosen, active_seconds)
      select gen_random_uuid(), ${projectId}, id, ${encodingId}, number, 'mix', 'auto', ${sql.param(classIds)}::uuid[],
        number * ${labels}::bigint * 8 / 10 / ${models}, number * ${labels}::bigint / ${models}, 1,
        '{"reason": "mixed"}', number * 3000
      from published
      returning id, number
    )
    insert into evaluations (model_version_id, project_id, holdout_count, correct, accuracy, low, high, macro_f1, log_loss,
      calibration_error)
    select id, ${projectId}, 5000, 4500, 0.9 - 0.4 / number, 0.88 - 0.4 / number, 0.92 - 0.4 / number,
      0.89 - 0.4 / number, 0.3 + 1.0 / number, 0.02
    from trained`);
  await seedMeasured(db, blobs, { projectId, classIds, samples, labels });
  await db.execute(sql`
    insert into queues (project_id, generation, published_at) values (${projectId}, ${models}, now())`);
  await db.execute(sql`
    insert into queue_entries (project_id, generation, rank, sample_id, slot, strategy, score, propensity, model_version_id)
    select ${projectId}, ${models}, row_number() over (order by row), id,
      case when row % 4 = 0 then 'holdout' else 'query' end, 'facility-location', 0.5, 1,
      (select id from model_versions where project_id = ${projectId} order by number desc limit 1)
    from samples where project_id = ${projectId} and row >= ${Math.min(labels, samples - 2_000)} limit 2000`);
}

interface Measured {
  readonly projectId: string;
  readonly classIds: readonly string[];
  readonly samples: number;
  readonly labels: number;
}

async function seedMeasured(db: Db, blobs: BlobStore, seeded: Measured): Promise<void> {
  const { projectId, classIds, samples, labels } = seeded;
  const random = createRandom(2, "panel");
  const summary = {
    classes: Int32Array.from({ length: samples }, () => random.integer(classIds.length)),
    sets: null,
    margin: Float32Array.from({ length: samples }, () => random.next()),
  };
  const poolSummaryBlob = await storePoolSummary(blobs, summary);
  const newest = await db.execute<{ id: string; labels_spent: number }>(sql`
    with kept as (
      select id, number, labels_spent from model_versions where project_id = ${projectId} order by number desc limit 60)
    select id, labels_spent from kept order by number`);
  const { id: modelVersionId } = newest.rows.at(-1)!;
  await db.execute(sql`
    update model_versions set pool_summary_blob = ${poolSummaryBlob} where id = ${modelVersionId}`);
  const common = { projectId, modelVersionId, labelsSpent: labels, seconds: 1 };
  const results = [outlookOf(seeded, newest.rows), randomOf(labels)];
  await db.insert(measurements).values(results.map((result) => ({ ...common, kind: result.kind, result })));
}

const share = (value: number) => ({ value, low: value - 0.01, high: value + 0.01 });
const scores = () => byMetric(() => share(0.9));

function outlookOf(
  { classIds }: Measured,
  points: readonly { readonly id: string; readonly labels_spent: number }[],
): MeasuredOutlook {
  const rows = Array.from({ length: 5_000 }, (_, i) => 10 * i + 8);
  return {
    kind: "outlook",
    metric: "accuracy",
    target: 0.95,
    curve: points.map(({ id, labels_spent: labelsSpent }) => ({
      modelVersionId: id,
      labelsSpent,
      scores: scores(),
    })),
    slope: byMetric(() => share(0.001)),
    path: byMetric(() =>
      points.map((_, i) => ({ labelsSpent: points.at(-1)!.labels_spent * 1.02 ** i, score: share(0.91) })),
    ),
    needed: { kind: "forecast", needed: { value: 200_000, low: 100_000, high: 400_000 } },
    nextHundred: share(0.001),
    stability: 0.99,
    advice: "goOn",
    labelsForAskedWidth: 3_500,
    labelClassIds: classIds,
    holdoutCount: rows.length,
    holdoutAccuracy: share(0.9),
    perClass: classIds.map(() => ({
      precision: share(0.9),
      recall: share(0.9),
      f1: share(0.9),
      support: 500,
      trainingLabels: 80_000,
      labelNext: null,
    })),
    confusion: classIds.map((_, i) => classIds.map((__, j) => (i === j ? 450 : 5))),
    calibration: Array.from({ length: 10 }, (_, i) => ({
      confidence: (i + 0.5) / 10,
      accuracy: share((i + 0.5) / 10),
      count: 500,
    })),
    calibrationError: 0.02,
    drift: { older: share(0.9), newer: share(0.9), pValue: 0.8 },
    neverSeen: [],
    finding: "healthy",
    guesses: {
      rows,
      classes: rows.map((row) => row % classIds.length),
      probabilities: rows.map(() => 0.9),
    },
  };
}

function randomOf(labels: number): MeasuredRandom {
  return {
    kind: "random",
    points: [0.1, 0.2, 0.4, 0.8].map((part) => ({
      labelsSpent: part * labels,
      trainingLabels: Math.round(0.75 * part * labels),
      scores: scores(),
    })),
    saved: byMetric(() => ({
      kind: "saved" as const,
      saved: { value: 50_000, low: 10_000, high: 90_000 },
      randomNeeds: { value: labels + 50_000, low: labels + 10_000, high: labels + 90_000 },
      isAtLeast: false,
    })),
    trainingAccuracy: 0.95,
    crossValidatedAccuracy: share(0.9),
    spread: { spread: 0.01, resamples: 4 },
  };
}
