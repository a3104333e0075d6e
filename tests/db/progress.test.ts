import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { readProgress } from "@/db/queries/progress";
import { labelClasses, projects } from "@/db/schema/projects";
import { arrangeEncoding, arrangeModel } from "../setup/arrange-model";
import { arrangeProgress } from "../setup/arrange-progress";
import { arrangeLabels, arrangeProject } from "../setup/arrange-project";
import { createTestDatabase } from "../setup/test-database";

const { db } = await createTestDatabase();

test("models of other classes are no points of today's curve, and marks say where the classes changed", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"], {
    classNames: ["ham", "spam", "news"],
  });
  const [ham, spam, news] = labelClassIds as [string, string, string];
  const encodingId = await arrangeEncoding(db, projectId);
  const sets = [
    [ham, spam],
    [ham, spam, news],
    [ham, spam, news],
    [ham, spam],
  ];
  for (const [i, classes] of sets.entries()) {
    const model = { projectId, encodingId, labelClassIds: classes, correct: 60, holdoutCount: 100 };
    await arrangeModel(db, { number: i + 1, ...model });
  }
  const labelsOf = async () =>
    (await readProgress(db, projectId))!.curve.map(({ labelsSpent }) => labelsSpent);
  expect(await labelsOf()).toEqual([14, 21]);
  expect((await readProgress(db, projectId))!.marks).toEqual([
    { labelsSpent: 14, kind: "classes", from: "", to: "" },
    { labelsSpent: 28, kind: "classes", from: "", to: "" },
  ]);
  await db.update(labelClasses).set({ archivedAt: new Date() }).where(eq(labelClasses.id, news));
  expect(await labelsOf()).toEqual([7, 28]);
});

test("models for one class a sample are no points of the curve where it may have several", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"]);
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, projectId));
  const encodingId = await arrangeEncoding(db, projectId);
  for (const [i, learner] of ["mix", "one-vs-rest"].entries()) {
    const model = { projectId, encodingId, labelClassIds, correct: 60, holdoutCount: 100 };
    await arrangeModel(db, { number: i + 1, ...model, values: { learner } });
  }
  expect((await readProgress(db, projectId))!.curve.map(({ modelNumber }) => modelNumber)).toEqual([2]);
});

/** Measured models with numbers from 2 on that are otherwise as model 1; `labelsSpent` of the number `n`. */
async function arrangeMany(projectId: string, last: number, labelsSpent: string) {
  await db.execute(sql`
    with published as (
      insert into rounds (id, project_id, number, state, cause, worker_id, seen_sequence)
      select gen_random_uuid(), ${projectId}, n, 'published', 'labels', 'arranged', 0 from generate_series(2, ${last}::int) n
      returning id, number as n
    ), trained as (
      insert into model_versions (id, project_id, round_id, encoding_id, number, learner, strategy, label_class_ids,
        training_labels, labels_spent, temperature, chosen)
      select gen_random_uuid(), ${projectId}, published.id, encoding_id, n, learner, strategy, label_class_ids, n,
        ${sql.raw(labelsSpent)}, 1, '{}'
      from published, model_versions m where m.project_id = ${projectId} and m.number = 1
      returning id
    )
    insert into evaluations (model_version_id, project_id, holdout_count, correct, accuracy, low, high, macro_f1, log_loss)
    select id, ${projectId}, 100, 60, 0.6, 0.5, 0.7, 0.5, 0.6 from trained`);
}

async function arrangeCurve(last: number, labelsSpent: string) {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"]);
  const encodingId = await arrangeEncoding(db, projectId);
  const model = { projectId, encodingId, labelClassIds, correct: 60, holdoutCount: 100 };
  await arrangeModel(db, { number: 1, ...model, values: { labelsSpent: 1 } });
  await arrangeMany(projectId, last, labelsSpent);
  return (await readProgress(db, projectId))!.curve;
}

test("all points of a curve are told while they can be seen, however they are spaced", async () => {
  const curve = await arrangeCurve(400, "n * n");
  expect(curve.map(({ labelsSpent }) => labelsSpent)).toEqual(
    Array.from({ length: 400 }, (_, i) => (i + 1) ** 2),
  );
});

test("of more points as many are told evenly, each of the newest model with so many labels", async () => {
  const curve = await arrangeCurve(9_000, "10 * (n / 2)");
  const labels = curve.map(({ labelsSpent }) => labelsSpent);
  expect(labels).toHaveLength(400);
  expect(labels.at(-1)).toBe(45_000);
  const steps = labels.slice(1).map((spent, i) => spent - labels[i]!);
  const part = 45_000 / 400;
  expect(Math.min(...steps)).toBeGreaterThan(part - 10);
  expect(Math.max(...steps)).toBeLessThan(part + 10);
  for (const { labelsSpent, modelNumber } of curve.slice(0, -1))
    expect(modelNumber).toBe(labelsSpent / 5 + 1);
});

test("marks say which learner, strategy and encoder followed which, and how far labels were when guidelines changed", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"]);
  const encodings = [
    await arrangeEncoding(db, projectId),
    await arrangeEncoding(db, projectId, { encoder: "text-words" }),
    await arrangeEncoding(db, projectId, { encoder: "text-words" }),
  ];
  const facts = [
    { encoding: 0, learner: "mix", strategy: "auto" },
    { encoding: 0, learner: "graph", strategy: "auto" },
    { encoding: 1, learner: "graph", strategy: "margin" },
    { encoding: 2, learner: "graph", strategy: "margin" },
  ];
  for (const [i, { encoding, ...values }] of facts.entries()) {
    const model = {
      projectId,
      encodingId: encodings[encoding]!,
      labelClassIds,
      correct: 60,
      holdoutCount: 100,
    };
    await arrangeModel(db, { number: i + 1, ...model, values });
  }
  const marks = async () => (await readProgress(db, projectId))!.marks;
  expect(await marks()).toEqual([
    { labelsSpent: 14, kind: "learner", from: "mix", to: "graph" },
    { labelsSpent: 21, kind: "strategy", from: "auto", to: "margin" },
    { labelsSpent: 21, kind: "encoder", from: "text-cooccurrence", to: "text-words" },
  ]);
  await db.update(projects).set({ guidelinesChangedAt: new Date() }).where(eq(projects.id, projectId));
  expect(await marks()).toContainEqual({ labelsSpent: 28, kind: "guidelines", from: "", to: "" });
});

test("a model that is held on to is told with the advice, as labels teach none meanwhile", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a"]);
  const encodingId = await arrangeEncoding(db, projectId);
  const model = { projectId, encodingId, labelClassIds, correct: 60, holdoutCount: 100 };
  await arrangeModel(db, { number: 7, ...model });
  expect((await readProgress(db, projectId))!.pinnedModelNumber).toBeNull();
  await db.execute(sql`
    update projects set pinned_model_version_id = (select id from model_versions where project_id = ${projectId})
    where id = ${projectId}`);
  expect((await readProgress(db, projectId))!.pinnedModelNumber).toBe(7);
});

test("a project is compared with nothing where it will draw at random, or lately drew no other way, and what it saved before stays", async () => {
  const project = await arrangeProject(db, ["a", "b", "c"]);
  const { projectId } = project;
  const kind = async () => (await readProgress(db, projectId))!.saved.accuracy.kind;
  const setStrategy = (strategy: "random" | "margin") =>
    db.update(projects).set({ strategy }).where(eq(projects.id, projectId));
  expect(await kind()).toBe("tooEarly");
  await setStrategy("random");
  expect(await kind()).toBe("drawnAtRandom");
  await arrangeLabels(db, project, [{ row: 0, classIndex: 0, strategy: "random" }]);
  await setStrategy("margin");
  expect(await kind()).toBe("drawnAtRandom");
  await arrangeLabels(db, project, [{ row: 1, classIndex: 0 }]);
  expect(await kind()).toBe("tooEarly");
  await setStrategy("random");
  expect(await kind()).toBe("tooEarly");
});

test("what the next labels are worth in one metric is told of no other", async () => {
  const { projectId, labelClassIds } = await arrangeProject(db, ["a", "b", "c"]);
  const nextHundred = { value: 0.01, low: -0.002, high: 0.02 };
  const outlook = { metric: "accuracy", nextHundred, advice: "goOn" } as const;
  await arrangeProgress(db, { projectId, labelClassIds, holdoutCount: 60, labels: [40, 80, 120], outlook });
  const told = async () => (await readProgress(db, projectId))!.advice.nextHundred;
  expect(await told()).toEqual(nextHundred);
  await db.update(projects).set({ targetMetric: "logLoss" }).where(eq(projects.id, projectId));
  expect(await told()).toBeNull();
});
